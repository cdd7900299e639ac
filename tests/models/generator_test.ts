import { assertEquals, assertNotEquals, assertRejects, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createGan, fixedSampler } from "../../lib/gan/mod.ts";
import { asAsked, fixed } from "../../lib/gan/recipes.ts";
import { type Generator, loadGenerator, saveGan, saveModel } from "../../lib/models/mod.ts";
import "../_helpers.ts";
import { inTempDir } from "../_temp_dir.ts";

const small = { ...fixed, hiddenUnits: 8 };

/** A small GAN in a folder. */
async function saved(dir: string, recipe = small): Promise<void> {
  const gan = createGan(recipe, { seed: 1 });
  await saveGan(dir, gan, { seed: 1, epochs: 1 });
  gan.dispose();
}

/** Loads a generator, uses it and frees it. */
async function withGenerator<T>(
  source: string | URL | undefined,
  use: (generator: Generator) => T | Promise<T>,
): Promise<T> {
  const generator = await loadGenerator(source);
  const result = await use(generator);
  generator.dispose();
  return result;
}

const values = (images: tf.Tensor) => {
  const found = images.dataSync<"float32">();
  images.dispose();
  return found;
};

Deno.test("loadGenerator() gives the shipped model, which draws 28 x 28 images in [0, 1]", () =>
  withGenerator(undefined, (generator) => {
    const images = generator.sample({ count: 3, seed: 7 });
    assertEquals(images.shape, [3, 28, 28]);
    const drawn = values(images);
    assertEquals(drawn.every((value) => value >= 0 && value <= 1), true);
    assertEquals(new Set(drawn).size > 1000, true);
    assertEquals(generator.model instanceof tf.LayersModel, true);
  }));

Deno.test("loadGenerator() loads a GAN's folder, a URL of it, and the generator's model alone", () =>
  inTempDir(async (dir) => {
    await saved(dir);
    const draw = (generator: Generator) => values(generator.sample({ count: 2, seed: 1 }));
    const expected = await withGenerator(dir, draw);
    for (
      const source of [
        `${dir}/`,
        pathToFileURL(dir),
        join(dir, "generator"),
        join(dir, "generator", "model.json"),
      ]
    ) {
      assertEquals(await withGenerator(source, draw), expected);
    }
  }));

Deno.test("loadGenerator() loads over http, and says so where nothing is", () =>
  inTempDir(async (dir) => {
    await saved(dir);
    const server = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      async (request) => {
        const file = await Deno.readFile(dir + new URL(request.url).pathname).catch(() =>
          undefined
        );
        return new Response(file ?? "not here", { status: file ? 200 : 404 });
      },
    );
    const url = `http://127.0.0.1:${server.addr.port}`;
    const count = (generator: Generator) => values(generator.sample({ count: 1 })).length;
    assertEquals(await withGenerator(url, count), 784);
    assertEquals(await withGenerator(`${url}/generator`, count), 784);
    await assertRejects(
      () => loadGenerator(`${url}/nothing`),
      Error,
      `expected recipe.json or model.json, got neither (the server answered 404 Not Found): ${url}/nothing`,
    );
    await server.shutdown();
  }));

Deno.test("loadGenerator() takes the range from a lone model's last activation", () =>
  inTempDir(async (dir) => {
    for (const [recipe, range] of [[asAsked, "unit"], [fixed, "signed"]] as const) {
      const gan = createGan({ ...recipe, hiddenUnits: 4 }, { seed: 1 });
      await saveModel(gan.generator, dir);
      assertEquals(await withGenerator(dir, (generator) => generator.range), range);
      gan.dispose();
    }
    const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [9], units: 784 })] });
    await saveModel(model, dir);
    await assertRejects(
      () => loadGenerator(dir),
      Error,
      `expected a generator that ends in a sigmoid or a tanh, got linear: ${dir}`,
    );
    model.dispose();
  }));

Deno.test("loadGenerator() takes images of any shape with 784 numbers", () =>
  inTempDir(async (dir) => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ inputShape: [9], units: 784, activation: "tanh" }),
        tf.layers.reshape({ targetShape: [28, 28, 1] }),
      ],
    });
    await saveModel(model, dir);
    assertEquals(
      await withGenerator(dir, (generator) => {
        const images = generator.sample({ count: 2 });
        return [generator.latentSize, ...images.shape, values(images).length];
      }),
      [9, 2, 28, 28, 2 * 784],
    );
    model.dispose();
  }));

Deno.test("Generator.draw() keeps to [0, 1] where a model of a known range does not", () =>
  inTempDir(async (dir) => {
    await saved(dir);
    const ones = { kernelInitializer: "ones", activation: "linear" } as const;
    const model = tf.sequential({
      layers: [tf.layers.dense({ inputShape: [100], units: 784, ...ones })],
    });
    await saveModel(model, join(dir, "generator"));
    const drawn = await withGenerator(dir, (generator) => values(generator.sample({ count: 9 })));
    assertEquals([Math.min(...drawn), Math.max(...drawn)], [0, 1]);
    model.dispose();
  }));

const faults: [what: string, damage: (dir: string) => Promise<unknown>, message: string][] = [
  ["nothing there", (dir) => Deno.remove(dir, { recursive: true }), "got neither (no such file): "],
  [
    "a recipe that is no JSON",
    (dir) => Deno.writeTextFile(`${dir}/recipe.json`, "{"),
    'expected JSON, got "{": ',
  ],
  [
    "a recipe of another form",
    (dir) => Deno.writeTextFile(`${dir}/recipe.json`, "{}"),
    "expected the key recipe, got none: ",
  ],
  [
    "no generator",
    (dir) => Deno.remove(`${dir}/generator`, { recursive: true }),
    "no such file",
  ],
  ["truncated weights", async (dir) => {
    const names = [...Deno.readDirSync(`${dir}/generator`)].map(({ name }) => name);
    await Deno.truncate(`${dir}/generator/${names.find((name) => name.endsWith(".bin"))}`, 100);
  }, "bytes of weights, got 100: "],
  ["a recipe of another latent size", async (dir) => {
    const info = JSON.parse(await Deno.readTextFile(`${dir}/recipe.json`));
    info.recipe.latentSize = 64;
    await Deno.writeTextFile(`${dir}/recipe.json`, JSON.stringify(info));
  }, "expected latents of 64 numbers as in recipe.json, got 100: "],
  ["a discriminator in its place", async (dir) => {
    await Deno.remove(`${dir}/generator`, { recursive: true });
    await Deno.rename(`${dir}/discriminator`, `${dir}/generator`);
  }, "expected a generator, 28 x 28 images out, got an output of [1]: "],
];

for (const [what, damage, message] of faults) {
  Deno.test(`loadGenerator() refuses a folder with ${what} and names the file`, () =>
    inTempDir(async (folder) => {
      const dir = `${folder}/gan`, before = tf.memory().numTensors;
      await saved(dir);
      await damage(dir);
      const error = await assertRejects(() => loadGenerator(dir), Error, message) as Error;
      assertEquals(error.message.split(": ").at(-1)!.startsWith(dir), true, error.message);
      assertEquals(tf.memory().numTensors, before);
    }));
}

Deno.test("Generator.sample() repeats for a seed, changes with it, and begins alike for any count", () =>
  withGenerator(undefined, (generator) => {
    const draw = (count: number, seed: number) => values(generator.sample({ count, seed }));
    assertEquals(draw(4, 7), draw(4, 7));
    assertNotEquals(draw(4, 7), draw(4, 8));
    assertEquals(
      generator.latents({ count: 9, seed: 3 }).slice(0, 400),
      generator.latents({ count: 4, seed: 3 }),
    );
  }));

Deno.test("Generator.sample() draws what fixedSampler() draws while training", () =>
  withGenerator(undefined, async (generator) => {
    const generate = (latents: tf.Tensor2D) => generator.model.apply(latents) as tf.Tensor2D;
    const { latentSize, range } = generator;
    const sample = fixedSampler({ latentSize, range, generate }, { count: 5, seed: 3 });
    assertEquals(values(generator.sample({ count: 5, seed: 3 })), await sample());
  }));

Deno.test("Generator.interpolate() begins and ends at its latents, and keeps to the straight line", () =>
  withGenerator(undefined, (generator) => {
    const [from, to] = [1, 2].map((seed) => generator.latents({ count: 1, seed }));
    const way = values(generator.interpolate(1, 2, 5));
    assertEquals(values(generator.interpolate(from!, to!, 5)), way);
    const middle = from!.map((value, i) => 0.5 * value + 0.5 * to![i]!);
    for (const [at, latent] of [[0, from!], [2, middle], [4, to!]] as const) {
      const expected = values(generator.draw(latent));
      const distance = expected.map((value, i) => Math.abs(value - way[at * 784 + i]!));
      assertEquals(Math.max(...distance) < 1e-5, true);
    }
  }));

Deno.test("Generator refuses counts, steps and latents that make no sense", () =>
  withGenerator(undefined, (generator) => {
    const cases: [() => unknown, string][] = [
      [() => generator.sample({ count: 0 }), "count must be a whole number of at least 1, got 0"],
      [() => generator.sample({ seed: 0.5 }), "seed must be a whole number"],
      [() => generator.interpolate(1, 2, 1), "steps must be a whole number of at least 2, got 1"],
      [() => generator.interpolate([1, 2], 1, 3), "expected latents of 100 numbers, got 2"],
      [() => generator.draw(new Float32Array(150)), "latents of 100 numbers each, got 150"],
    ];
    for (const [call, message] of cases) assertThrows(call, RangeError, message);
  }));

Deno.test("Generator leaks no tensor", () =>
  withGenerator(undefined, (generator) => {
    const before = tf.memory().numTensors;
    values(generator.sample({ count: 2 }));
    values(generator.interpolate(1, 2, 3));
    assertEquals(tf.memory().numTensors, before);
  }));
