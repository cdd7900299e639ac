import { assertEquals } from "@std/assert";
import { capture } from "../../lib/tasks/common/capture.ts";
import { root } from "../../lib/tasks/common/paths.ts";

/** A program that holds the lock for two seconds. */
const holder = `
  import { folderLock } from "./lib/tasks/common/folder_lock.ts";
  using _lock = await folderLock("folder_lock_test", "test");
  const start = Date.now();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  console.log("held", start, Date.now());`;

Deno.test("folderLock() lets one program in after the other, and says so", async () => {
  const hold = () => capture(Deno.execPath(), ["eval", holder], { cwd: root });
  const outputs = (await Promise.all([hold(), hold()])).map(({ output }) => output);
  const [first, second] = outputs.map((output) =>
    /^held (\d+) (\d+)$/m.exec(output)!.slice(1).map(Number)
  ).sort((a, b) => a[0]! - b[0]!);
  assertEquals(first![1]! <= second![0]!, true, outputs.join("\n"));
  const waits = outputs.filter((output) =>
    output.includes("Waiting for another test of this folder to end")
  );
  assertEquals(waits.length, 1);
});
