import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { capture } from "../../lib/tasks/common/capture.ts";
import { root } from "../../lib/tasks/common/paths.ts";

const task = (...args: string[]) =>
  capture(Deno.execPath(), ["run", "-qA", join(root, "lib", "tasks", "diagnose.ts"), ...args]);

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
    await Deno.writeTextFile(join(dir, "recipe.json"), "{");
    const damaged = await task(dir);
    assertMatch(
      damaged.output,
      /^Cannot read a GAN's recipe: expected JSON, got "{": .*recipe.json\n$/,
    );
    await Deno.writeTextFile(module, "export const a = 1;");
    const { code, output } = await task(module);
    assertEquals([code, output.trim().split("\n").length], [1, 1]);
    assertStringIncludes(output, "expected a default export or `patient`, got neither");
    await Deno.writeTextFile(module, "export default { generate: (x) => x };");
    assertStringIncludes((await task(module)).output, "judgeReal to be a function, got undefined");
    const fails = async (text: string, expected: RegExp) => {
      await Deno.writeTextFile(module, text);
      const { code, output } = await task(module);
      assertEquals([code, output.trim().split("\n").length], [1, 1], output);
      assertMatch(output, expected);
    };
    await fails("export default {", /^Cannot take a patient from the module: .*gan\.ts/);
    await fails(
      "\nexport default () => none.here;",
      /^Cannot make the patient: none is not defined: .*gan\.ts, line 2$/m,
    );
    const functions = ["judgeReal", "discriminatorLoss", "generatorLoss", "latents"]
      .map((name) => `${name}: () => {},`).join(" ");
    await fails(
      `export default { ${functions} real: 1, optimizers: {},\n  generate: () => none.here };`,
      /^Cannot examine the patient: .*gan\.ts/,
    );
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("deno task diagnose reads a recorded run, from either kind of file", async () => {
  const study = join(root, "data", "study");
  const places = ["asAsked_seed1.json", "runs/asAsked_seed1.json", "runs/fixed_seed1.json"];
  const [single, run, fixed] = await Promise.all(
    places.map((name) => task(join(study, name), "--json")),
  );
  for (const { code, output } of [single!, run!]) {
    const [first] = JSON.parse(output).findings;
    assertEquals([code, first.id, first.level], [2, "judges", "certain"]);
  }
  assertEquals(fixed!.code, 0);
});

Deno.test("deno task diagnose says in a sentence what is wrong with a recorded run", async () => {
  const dir = await Deno.makeTempDir(), path = join(dir, "run.json");
  const columns = (values: unknown[]) =>
    Object.fromEntries(["dLoss", "gLoss", "dReal", "dFake"].map((name) => [name, values]));
  const file = (values: unknown[]) => ({
    ...{
      format: "gan-clinic-history",
      version: 1,
      recipe: "a",
      seed: 1,
      stepsPerEpoch: 9,
      stride: 1,
    },
    columns: columns(values),
    epochEnds: columns([]),
  });
  try {
    for (
      const [text, expected] of [
        ["{", "Cannot read a recorded run: expected JSON"],
        ["null", "Cannot read a history: expected Object, got null"],
        [
          JSON.stringify({ history: { format: "other", version: 2 } }),
          'Cannot read a history: expected "gan-clinic-history", got "other" at format',
        ],
        [
          JSON.stringify(file([1, 2])),
          "Cannot diagnose a history: expected at least 40 entries, got 2",
        ],
        [
          JSON.stringify(file(["a"])),
          'Cannot read a history: expected a number, got "a" at columns.dLoss.0',
        ],
      ] as const
    ) {
      await Deno.writeTextFile(path, text);
      const { code, output } = await task(path);
      assertEquals([code, output.trim().split("\n").length], [1, 1], output);
      assertStringIncludes(output, expected);
      assertStringIncludes(output, path);
    }
    await Deno.writeTextFile(path, JSON.stringify(file(Array(60).fill(1).fill(NaN, 30))));
    const { code, output } = await task(path);
    assertEquals(code, 2);
    assertStringIncludes(output, "dLoss is not finite from entry 30 on");
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
