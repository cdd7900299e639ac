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

Deno.test("deno task diagnose says in a sentence what is wrong with a log", async () => {
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
        ["{", 'Cannot read a log: expected numbers with names, got "{"'],
        ["null", 'Cannot read a log: expected numbers with names, got "null"'],
        ["loss: 1", "Cannot tell which column is the loss of D and G: found loss"],
        [
          JSON.stringify({ history: { format: "other", version: 2, columns: {} } }),
          'Cannot read a history: expected "gan-clinic-history", got "other" at format',
        ],
        [
          JSON.stringify(file([1, 2])),
          "Cannot diagnose a log: expected at least 5 rows with both losses, got 2",
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
    assertStringIncludes(output, "dLoss is not finite from row 31 on");
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("deno task diagnose runs nothing but modules, and reads the columns and the loss that it is told", async () => {
  const dir = await Deno.makeTempDir();
  const write = async (name: string, text: string) => {
    await Deno.writeTextFile(join(dir, name), text);
    return join(dir, name);
  };
  try {
    // Each line is JavaScript, too.
    const code = await write(
      "train.log",
      "Deno.exit(77); d_loss = 7.971; g_loss = 0;\n".repeat(12),
    );
    assertEquals((await task(code)).code, 2);
    const log = await write("log.txt", "a: 2 b: 0.3\n".repeat(12));
    const read = await task(log, "--d", "a", "--g", "b", "--loss", "hinge", "--json");
    const { findings, loss, read: { columns, rows } } = JSON.parse(read.output);
    assertEquals([read.code, findings[0].id, loss.family, columns, rows], [
      2,
      "constant",
      "hinge",
      { d: "a", g: "b" },
      12,
    ]);
    const wrong = await task(log, "--d", "a", "--g", "b", "--loss", "other");
    assertEquals(wrong.code, 1);
    assertMatch(wrong.output, /^Cannot read a log of other: expected crossEntropy/);
    assertMatch(
      (await task(log, dir)).output,
      /^Cannot examine several at once unless they are logs/,
    );
    const csv = (value: number) => `Wall time,Step,Value\n${`1,1,${value}\n`}`;
    const events = join(dir, "events");
    await Deno.mkdir(events);
    await Deno.copyFile(
      join(root, "tests", "fixtures", "torch.tfevents"),
      join(events, "events.out.tfevents.1.a"),
    );
    assertStringIncludes((await task(events)).output, "Loss/G is not finite from row 16 on");
    const several = await task(await write("D.csv", csv(1)), await write("G.csv", csv(2)));
    assertMatch(
      several.output,
      /expected at least 5 rows with both losses, got 1: .*D.csv, .*G.csv/,
    );
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});
