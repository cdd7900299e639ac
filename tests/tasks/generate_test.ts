import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { decode } from "fast-png";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { capture } from "../../lib/tasks/common/capture.ts";
import { root } from "../../lib/tasks/common/paths.ts";
import { venvPython } from "../../lib/tasks/setup/jupyter.ts";
import { loadGenerator } from "../../lib/models/mod.ts";
import { inTempDir } from "../_temp_dir.ts";
import "../_helpers.ts";

const task = (name: string, cwd: string, ...args: string[]) =>
  capture(Deno.execPath(), ["run", "-qA", join(root, "lib", "tasks", `${name}.ts`), ...args], {
    cwd,
  });

/** The fixed model's images of seed 7, by the library. */
async function drawn(count: number): Promise<Float32Array> {
  const generator = await loadGenerator(), images = generator.sample({ count, seed: 7 });
  const values = images.dataSync<"float32">();
  images.dispose();
  generator.dispose();
  return values;
}

const worst = (a: Float32Array, b: Float32Array) =>
  a.reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i]!)), 0);

/** Runs Python, with NumPy, and returns the float32 numbers that it leaves in `numbers.bin`. */
async function python(cwd: string, code: string): Promise<Float32Array> {
  const { code: status, output } = await capture(venvPython, ["-c", code], { cwd });
  assertEquals([status, output], [0, ""]);
  return new Float32Array((await Deno.readFile(join(cwd, "numbers.bin"))).buffer);
}

const hasPython = await capture(venvPython, ["-c", "import numpy"]).then(
  ({ code }) => code === 0,
  () => false,
);

Deno.test("deno task generate writes the sheet it is asked for, and the same one again", () =>
  inTempDir(async (dir) => {
    const { code, output } = await task("generate", dir, "--count", "6", "--seed", "3");
    assertEquals([code, output], [0, "Wrote digits.png: 6 images by fixed, seed 3\n"]);
    const bytes = await Deno.readFile(join(dir, "digits.png")), { width, height } = decode(bytes);
    assertEquals([width, height], [3 * 56 + 4, 2 * 56 + 2]);
    await task("generate", dir, "--count", "6", "--seed", "3", "--out", "again.png");
    assertEquals(await Deno.readFile(join(dir, "again.png")), bytes);
  }));

Deno.test({
  name: "deno task generate writes numbers that NumPy reads, equal to the library's",
  ignore: !hasPython,
  fn: () =>
    inTempDir(async (dir) => {
      assertEquals((await task("generate", dir, "--count", "5", "--format", "npy")).code, 0);
      const code =
        `import numpy as np; x = np.load("digits.npy"); assert x.shape == (5, 28, 28); x.tofile("numbers.bin")`;
      assertEquals(worst(await python(dir, code), await drawn(5)) < 1e-5, true);
    }),
});

Deno.test({
  name: "deno task export and the README's Python lines draw what the library draws",
  ignore: !hasPython,
  fn: () =>
    inTempDir(async (dir) => {
      const readme = await Deno.readTextFile(join(root, "README.md"));
      const [, snippet] = /```python\n(.*?)```/s.exec(readme)!;
      const { code, output } = await task("export", dir, "--model", "fixed", "--out", "fixed.npz");
      assertEquals(code, 0, output);
      const own = `${snippet}\nassert images.dtype == np.float32; images.tofile("numbers.bin")`;
      assertEquals(worst(await python(dir, own), await drawn(64)) < 1e-5, true);
      const sheet = await Deno.readFile(join(dir, "digits.pgm"));
      assertEquals(sheet.length, "P5 224 224 255\n".length + 224 * 224);
    }),
});

Deno.test("loadGenerator() works as the README's three lines use it", () =>
  inTempDir(async (dir) => {
    const readme = await Deno.readTextFile(join(root, "README.md"));
    const [, lines] = /three lines.*?```ts\n(.*?)```/s.exec(readme)!;
    const library = pathToFileURL(join(root, "lib", "mod.ts")).href;
    const script = join(dir, "three_lines.ts");
    await Deno.writeTextFile(
      script,
      lines!.replace("./lib/mod.ts", library) +
        "console.log(images.length, images[63]!.length, images[63]![27]!.length);",
    );
    const config = ["--config", join(root, "deno.json"), "--no-lock"];
    const { output } = await capture(Deno.execPath(), ["run", "-qA", ...config, script]);
    assertEquals(output, "64 28 28\n");
  }));

Deno.test("deno task generate takes paths from where the user stands, and makes the folder to write to", () =>
  inTempDir(async (dir) => {
    const model = join(root, "data", "models", "fixed");
    await Deno.symlink(model, join(dir, "mine"));
    const args = ["task", "-q", "--config", join(root, "deno.json"), "generate", "--count", "1"];
    const { code, output } = await capture(
      Deno.execPath(),
      [...args, "--model", "mine", "--out", "new/folder/one.png"],
      // Set by npx and by the first deno task: within the gate it would be the gate's.
      { cwd: dir, env: { INIT_CWD: dir } },
    );
    assertEquals(code, 0, output);
    assertMatch(output, /^Wrote new\/folder\/one\.png: 1 images by mine, seed 7$/m);
    assert((await Deno.stat(join(dir, "new", "folder", "one.png"))).isFile);
  }));

Deno.test("deno task generate draws with a model of its own path", () =>
  inTempDir(async (dir) => {
    const model = join(root, "data", "models", "fixed", "generator");
    const { code, output } = await task("generate", dir, "--model", model, "--count", "1");
    assertEquals(code, 0, output);
  }));

const refused: [args: string[], message: RegExp][] = [
  [["--model", "nope"], /^Cannot find the model nope: expected a path, a URL or one of .*fixed/],
  [
    ["--cuont", "4"],
    /^error: unknown option '--cuont' \(Did you mean --count\?\) \(--help lists what it takes\)$/m,
  ],
  [["--count", "50001"], /Expected a whole number from 1 to 50,000, which take 1.5 GB of memory/],
  [["--format", "gif"], /Allowed choices are png, npy/],
  [["--out", "."], /^Cannot write to \.: it is a folder; name a file by --out/],
  [["--out", "none/"], /^Cannot write to none\/: it is a folder; name a file by --out/],
  [
    ["--out", "x.jpg"],
    /^Cannot write to x\.jpg: expected a name that ends in \.png or \.npy; choose/,
  ],
  [["--out", "x.png", "--format", "npy"], /^Cannot write to x\.png: expected .* in \.npy; choose/],
  [
    ["--out", "here/recipe.json/x.png"],
    /^Cannot write to here\/recipe\.json: Not a directory; choose/,
  ],
  [
    ["--model", "here"],
    /^Cannot read a generator's recipe: expected JSON, got nothing: here\/recipe\.json$/m,
  ],
];

Deno.test("deno task generate refuses what it cannot do with one sentence and status 1", () =>
  inTempDir(async (dir) => {
    await Deno.mkdir(join(dir, "here"));
    await Deno.writeTextFile(join(dir, "here", "recipe.json"), "");
    for (const [args, message] of refused) {
      const { code, output } = await task("generate", dir, ...args);
      assertEquals(code, 1);
      assertMatch(output, message);
      assertEquals(/^\s+at /m.test(output), false, output);
    }
    assertEquals([...Deno.readDirSync(dir)].map(({ name }) => name), ["here"]);
  }));

for (const name of ["generate", "export", "web"]) {
  Deno.test(`deno task ${name} --help explains itself`, async () => {
    const { code, output } = await task(name, root, "--help");
    assertEquals(code, 0);
    assertStringIncludes(output, `Usage: deno task ${name} [options]`);
  });
}
