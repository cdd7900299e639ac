import { assert, assertEquals, assertLess } from "@std/assert";
import { capture } from "../../lib/tasks/common/capture.ts";

const run = (code: string, options = {}) => capture(Deno.execPath(), ["eval", code], options);

Deno.test("capture() returns the status and both streams", async () => {
  const code = "console.log('out'); console.error('err'); Deno.exit(3)";
  const { code: status, output, timedOut } = await run(code);
  assertEquals([status, timedOut], [3, false]);
  assertEquals(output.trim().split(/\r?\n/).toSorted(), ["err", "out"]);
});

Deno.test("capture() hands over the input and the environment", async () => {
  const code = "console.log(await new Response(Deno.stdin.readable).text() + Deno.env.get('WHO'))";
  const { output } = await run(code, { input: "hello ", env: { WHO: "Ada" } });
  assertEquals(output.trim(), "hello Ada");
});

Deno.test("capture() stops a command at its time limit", async () => {
  const start = performance.now();
  const { timedOut, code } = await run("await new Promise((r) => setTimeout(r, 60_000))", {
    seconds: 1,
  });
  assert(timedOut && code !== 0);
  assertLess(performance.now() - start, 15_000);
});
