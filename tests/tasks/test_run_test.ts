import { assertEquals } from "@std/assert";
import { countTests } from "../../lib/tasks/gate/test_run.ts";

Deno.test("countTests() reads the counts of deno test", () => {
  const line = "ok | 12 passed (30 steps) | 0 failed | 2 ignored (1s)";
  assertEquals(countTests(0, `a test ... ok\n\n${line}\n`), { passed: 12, failed: 0, skipped: 2 });
  const failed = "FAILED | 3 passed | 1 failed (2s)";
  assertEquals(countTests(1, failed), { passed: 3, failed: 1, skipped: 0 });
});

Deno.test("countTests() counts a failure when no test came to run", () => {
  const output = "error: Module not found";
  assertEquals(countTests(1, output), { passed: 0, failed: 1, skipped: 0 });
});
