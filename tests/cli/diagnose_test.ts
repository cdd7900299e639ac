import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { capture } from "../../lib/cli/common/capture.ts";
import { root } from "../../lib/cli/common/paths.ts";

const task = (...args: string[]) =>
  capture(Deno.execPath(), ["run", "-A", join(root, "lib", "cli", "diagnose.ts"), ...args]);

Deno.test("deno task diagnose finds the question's causes in its model, and nothing in the fixed one", async () => {
  const [sick, healthy] = await Promise.all(
    ["asAsked", "fixed"].map((name) => task(join(root, "data", "models", name), "--json")),
  );
  const found = JSON.parse(sick!.output).findings.map(({ id }: { id: string }) => id);
  assertEquals([sick!.code, [...new Set(found)].slice(0, 4)], [
    2,
    ["judges", "output", "affine", "weights"],
  ]);
  assertEquals([healthy!.code, JSON.parse(healthy!.output).findings], [0, []]);
});

Deno.test("deno task diagnose says in a sentence what is wrong with the place it was given", async () => {
  const dir = await Deno.makeTempDir(), module = join(dir, "gan.ts");
  try {
    assertMatch((await task(join(dir, "none"))).output, /^Cannot find the GAN: no such file/);
    assertMatch((await task(dir)).output, /^Cannot read a GAN's recipe: no such file/);
    await Deno.writeTextFile(module, "export const a = 1;");
    const { code, output } = await task(module);
    assertEquals([code, output.trim().split("\n").length], [1, 1]);
    assertStringIncludes(output, "expected a default export or `patient`, got neither");
    await Deno.writeTextFile(module, "export default { generate: (x) => x };");
    assertStringIncludes((await task(module)).output, "judgeReal to be a function, got undefined");
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
