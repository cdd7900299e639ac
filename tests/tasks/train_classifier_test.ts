import { assertEquals, assertMatch } from "@std/assert";
import { capture } from "../../lib/tasks/common/capture.ts";
import { root } from "../../lib/tasks/common/paths.ts";

const task = (...args: string[]) =>
  capture(Deno.execPath(), ["run", "-qA", "--no-lock", "lib/tasks/train_classifier.ts", ...args], {
    cwd: root,
  });

Deno.test("deno task train-classifier keeps no classifier that does not see well", async () => {
  const dir = await Deno.makeTempDir();
  try {
    const { code, output } = await task("--epochs", "0.01", "--out", dir);
    assertEquals(code, 1);
    assertMatch(
      output,
      /Cannot keep the classifier: expected a test accuracy of at least 98\.50 %, got /,
    );
    assertEquals([...Deno.readDirSync(dir)], []);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("deno task train-classifier refuses a wrong option", async () => {
  const { code, output } = await task("--epochs", "many");
  assertEquals(code, 1);
  assertMatch(
    output,
    /'--epochs <number>' argument 'many' is invalid\. Expected a positive number/,
  );
});
