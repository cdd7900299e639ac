import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { capture } from "../../lib/tasks/common/capture.ts";
import { root } from "../../lib/tasks/common/paths.ts";
import { isSentence, UserError } from "../../lib/tasks/common/user_error.ts";
import { loadImages } from "../../lib/data/mod.ts";
import { loadGenerator } from "../../lib/models/mod.ts";

const thrown = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error;
  }
};

Deno.test("isSentence() tells the library's sentences from the defects of others", async () => {
  assert(isSentence(await assertRejects(() => loadImages("/none"))));
  assert(isSentence(await assertRejects(() => loadGenerator("/none"))));
  const plain = thrown(() => tf.matMul(tf.zeros([2, 3]), tf.zeros([2, 3]))) as Error;
  assertEquals(plain.constructor, Error);
  const others = [plain, new Error("a test's own"), thrown(() => JSON.parse("{")), "text"];
  for (const other of others) assertEquals(isSentence(other), false, String(other));
});

/** Runs a task that ends in an error. */
function run(task: string) {
  const common = pathToFileURL(join(root, "lib", "tasks", "common", "user_error.ts")).href;
  const code = `const { runTask, UserError } = await import("${common}"); await runTask(${task});`;
  return capture(Deno.execPath(), ["eval", code]);
}

Deno.test("runTask() ends with a user's error in one line, and with a defect in its trace", async () => {
  const mended = await run(`() => { throw new UserError("Cannot do it: mend it") }`);
  assertEquals([mended.code, mended.output], [1, "Cannot do it: mend it\n"]);
  const defect = await run(`() => { throw new Error("Cannot be") }`);
  assertEquals(defect.code, 1);
  assertMatch(defect.output, /Cannot be[^]*^ +at /m);
  assertEquals(new UserError("").name, "UserError");
});
