import {
  assert,
  assertEquals,
  assertNotEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { pathToFileURL } from "node:url";
import { createGan, type Recipe } from "../../lib/gan/mod.ts";
import { asAsked, dcgan, oneDiscriminator, r3gan } from "../../lib/gan/recipes.ts";
import { type GanInfo, loadGan, readGanInfo, saveGan } from "../../lib/models/mod.ts";
import { loadModel } from "../../lib/files/load_model.ts";
import { saveModel } from "../../lib/files/save_model.ts";
import { batch, snapshot } from "../_helpers.ts";

const small: Recipe = { ...asAsked, hiddenUnits: 8 };

async function inFolder(test: (dir: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir(), before = tf.memory().numTensors;
  try {
    await test(dir);
    assertEquals(tf.memory().numTensors, before, "tensors leaked");
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

const values = (model: tf.LayersModel) => model.getWeights().map((w) => [...w.dataSync()]);

/** Saves the generator of a seed and returns its weights' values. */
async function saved(dir: string, seed = 1): Promise<number[][]> {
  const gan = createGan(small, { seed }), kept = values(gan.generator);
  await saveModel(gan.generator, dir).finally(() => gan.dispose());
  return kept;
}

async function editJson(dir: string, edit: (json: Json) => unknown): Promise<void> {
  const json = JSON.parse(await Deno.readTextFile(`${dir}/model.json`));
  await Deno.writeTextFile(`${dir}/model.json`, JSON.stringify(edit(json) ?? json));
}

interface Json {
  format: string;
  modelTopology?: { config: { layers: { class_name: string; config: { units: number } }[] } };
  weightsManifest: { paths: string[]; weights: { name: string; shape: number[] }[] }[];
}

async function served(dir: string, test: (url: string) => Promise<void>): Promise<void> {
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const file = await Deno.readFile(dir + new URL(request.url).pathname).catch(() => undefined);
    return new Response(file ?? "not here", { status: file ? 200 : 404 });
  });
  await test(`http://127.0.0.1:${server.addr.port}`);
  await server.shutdown();
}

Deno.test("loadModel() takes a folder, a model.json, a file URL and an http URL", () =>
  inFolder(async (dir) => {
    const expected = await saved(dir);
    const sources = [
      dir,
      `${dir}/`,
      `${dir}/model.json`,
      pathToFileURL(dir),
      pathToFileURL(dir).href,
    ];
    const check = async (source: string | URL) => {
      const model = await loadModel(source);
      assertEquals(values(model), expected);
      model.dispose();
    };
    for (const source of sources) await check(source);
    await served(dir, async (url) => {
      await check(url);
      await check(new URL(`${url}/model.json`));
    });
  }));

Deno.test("saveModel() writes what tfjs itself loads", () =>
  inFolder(async (dir) => {
    const expected = await saved(dir);
    await served(dir, async (url) => {
      const model = await tf.loadLayersModel(`${url}/model.json`);
      assertEquals(values(model), expected);
      model.dispose();
    });
  }));

Deno.test("saveModel() replaces a model and its weights", () =>
  inFolder(async (dir) => {
    const first = await saved(dir, 1), second = await saved(dir, 2);
    const model = await loadModel(dir);
    assertNotEquals(first, second);
    assertEquals(values(model), second);
    assertEquals([...Deno.readDirSync(dir)].length, 2);
    model.dispose();
  }));

Deno.test("saveModel() that dies before its last move leaves the model before", () =>
  inFolder(async (dir) => {
    const first = await saved(dir, 1), json = await Deno.readTextFile(`${dir}/model.json`);
    const [old] = [...Deno.readDirSync(dir)].map(({ name }) => name).filter((n) => /bin$/.test(n));
    const weights = await Deno.readFile(`${dir}/${old}`);
    await saved(dir, 2);
    // As if model.json had not been moved yet, and the old weights not been removed.
    await Deno.writeTextFile(`${dir}/model.json`, json);
    await Deno.writeFile(`${dir}/${old}`, weights);
    const model = await loadModel(dir);
    assertEquals(values(model), first);
    model.dispose();
  }));

Deno.test("saveModel() says why it cannot write", () =>
  inFolder(async (dir) => {
    await Deno.writeTextFile(`${dir}/file`, "");
    await assertRejects(() => saved(`${dir}/file`), Error, "Cannot save a model: ");
  }));

Deno.test("loadModel() loads a model many times side by side, and saves it under its own names again", () =>
  inFolder(async (dir) => {
    const expected = await saved(dir);
    const models = [await loadModel(dir), await loadModel(dir), await loadModel(dir)];
    for (const model of models) assertEquals(values(model), expected);
    await saveModel(models[2]!, `${dir}/again`);
    assertEquals(
      await Deno.readTextFile(`${dir}/again/model.json`),
      await Deno.readTextFile(`${dir}/model.json`),
    );
    for (const model of models) model.dispose();
  }));

const faults: [what: string, damage: (dir: string) => Promise<void>, message: string][] = [
  ["a folder that is not there", (dir) => Deno.remove(dir, { recursive: true }), "no such file"],
  ["text instead of JSON", (dir) => Deno.writeTextFile(`${dir}/model.json`, "{"), "got other text"],
  ["JSON that is no model", (dir) => editJson(dir, () => []), "got JSON without modelTopology"],
  ["JSON null", (dir) => Deno.writeTextFile(`${dir}/model.json`, "null"), "without modelTopology"],
  [
    "a model without weights",
    (dir) => editJson(dir, (json) => ({ ...json, weightsManifest: 0 })),
    "without weightsManifest",
  ],
  [
    "a manifest of another form",
    (dir) => editJson(dir, (json) => ({ ...json, weightsManifest: [null] })),
    "expected weightsManifest to list groups",
  ],
  [
    "a graph model",
    (dir) => editJson(dir, (json) => void (json.format = "graph-model")),
    "expected a layers-model, got a graph-model",
  ],
  [
    "a layer that nobody knows",
    (dir) =>
      editJson(dir, (json) => void (json.modelTopology!.config.layers[0]!.class_name = "Blur")),
    'got "Unknown layer: Blur"',
  ],
  [
    "other shapes",
    (dir) => editJson(dir, (json) => void (json.modelTopology!.config.layers[1]!.config.units = 9)),
    "expected G/output/kernel of shape [8, 9], got [8, 784]",
  ],
  [
    "weights under another name",
    (dir) => editJson(dir, (json) => void (json.weightsManifest[0]!.weights[0]!.name = "x")),
    "expected G/hidden/kernel of shape [100, 8], got none",
  ],
  [
    "weights of another size",
    (dir) => editJson(dir, (json) => void (json.weightsManifest[0]!.weights.pop())),
    "bytes of weights, got 31456",
  ],
  [
    "weights that are not there",
    (dir) => editJson(dir, (json) => void (json.weightsManifest[0]!.paths = ["none.bin"])),
    "none.bin",
  ],
];

for (const [what, damage, message] of faults) {
  Deno.test(`loadModel() refuses ${what} and names the file`, () =>
    inFolder(async (dir) => {
      const model = `${dir}/model`;
      await saved(model);
      await damage(model);
      const error = await assertRejects(() => loadModel(model), Error, message) as Error;
      assertStringIncludes(error.message, "Cannot load a model: ");
      assertStringIncludes(error.message.split(": ").at(-1)!, model);
      assertEquals(error.message.includes("\n"), false);
    }));
}

Deno.test("loadModel() refuses truncated weights with both sizes", () =>
  inFolder(async (dir) => {
    await saved(dir);
    const bin = [...Deno.readDirSync(dir)].find(({ name }) => name.endsWith(".bin"))!.name;
    await Deno.truncate(`${dir}/${bin}`, 1000);
    const size = 4 * (100 * 8 + 8 + 8 * 784 + 784);
    await assertRejects(
      () => loadModel(dir),
      Error,
      `Cannot load a model: expected ${size} bytes of weights, got 1000: ${dir}/${bin}`,
    );
  }));

Deno.test("loadModel() tells what a server answered", () =>
  inFolder((dir) =>
    served(dir, async (url) => {
      await assertRejects(
        () => loadModel(url),
        Error,
        `Cannot load a model: the server answered 404 Not Found: ${url}/model.json`,
      );
    })
  ));

for (const [name, recipe] of Object.entries({ asAsked, oneDiscriminator })) {
  Deno.test(`loadGan() gives back ${name}, twin and all, and it can be trained on`, () =>
    inFolder(async (dir) => {
      const gan = createGan(recipe, { seed: 5 }), [images, latents] = await batch(recipe);
      const draw = () => latents;
      tf.dispose(gan.step(images, draw));
      await saveGan(dir, gan, { seed: 5, epochs: 1 });
      const loaded = await loadGan(dir);
      assertEquals(loaded.recipe, recipe);
      assertEquals(snapshot(loaded.variables), snapshot(gan.variables));
      const before = snapshot(loaded.variables);
      tf.dispose(loaded.step(images, draw));
      snapshot(loaded.variables).forEach((after, i) => {
        const twin = loaded.variables[i]!.name.startsWith("D_1/");
        assertEquals(after.some((value, j) => value !== before[i]![j]), !twin);
      });
      tf.dispose([images, latents]);
      gan.dispose();
      loaded.dispose();
    }));
}

/** Saves a whole small GAN. */
async function savedGan(dir: string, more: Partial<GanInfo> = {}): Promise<void> {
  const gan = createGan(small, { seed: 1 });
  await saveGan(dir, gan, { seed: 1, epochs: 2, ...more });
  gan.dispose();
}

Deno.test("saveGan() writes what was measured, and how to make it again, into recipe and card", () =>
  inFolder(async (dir) => {
    const classes = new Array(10).fill(0.1);
    const report = { distance: 12.3, floor: 3.2, classes, covered: 10, samples: 10_000 };
    const quality = { ...report, precision: 0.7, recall: 0.6, seed: 7 };
    await savedGan(dir, { quality, command: "make small" });
    const info = await readGanInfo(dir);
    assert(/^\d{4}-\d\d-\d\d$/.test(info.date));
    assertEquals(info.quality, quality);
    const card = await Deno.readTextFile(`${dir}/README.md`);
    assertStringIncludes(card, "Fréchet distance 12.3 (floor 3.2), 10 of 10 digits");
    assertStringIncludes(card, "```\nmake small\n```");
  }));

const ganFaults: [what: string, damage: (dir: string) => Promise<void>, message: string][] = [
  ["without a recipe", (dir) => Deno.remove(`${dir}/recipe.json`), "no such file"],
  [
    "with a recipe that is no JSON",
    (dir) => Deno.writeTextFile(`${dir}/recipe.json`, "?"),
    "expected JSON",
  ],
  [
    "with a recipe of another form",
    (dir) => Deno.writeTextFile(`${dir}/recipe.json`, "[]"),
    "expected the key seed, got none",
  ],
  [
    "without a discriminator",
    (dir) => Deno.remove(`${dir}/discriminator`, { recursive: true }),
    "no such file",
  ],
  ["whose generator is a discriminator", async (dir) => {
    await Deno.remove(`${dir}/generator`, { recursive: true });
    await Deno.rename(`${dir}/discriminator`, `${dir}/generator`);
    await saved(`${dir}/discriminator`);
  }, "expected an input of 100 numbers, got [784]"],
];

for (const [what, damage, message] of ganFaults) {
  Deno.test(`loadGan() refuses a GAN ${what}`, () =>
    inFolder(async (dir) => {
      await savedGan(dir);
      await damage(dir);
      const error = await assertRejects(() => loadGan(dir), Error, message) as Error;
      assertStringIncludes(error.message, dir);
    }));
}

for (const base of [dcgan, r3gan]) {
  Deno.test(`saveGan() keeps the generator that draws, and loadGan() draws the same images (${base.networks})`, async () => {
    const recipe: Recipe = { ...base, channels: 2, batchSize: 8 };
    const gan = createGan(recipe, { seed: 1 }), [images, latents] = await batch(recipe);
    for (let step = 0; step < 3; step++) tf.dispose(gan.step(images, () => latents));
    await inFolder(async (dir) => {
      await saveGan(dir, gan, { seed: 1, epochs: 1 });
      const again = await loadGan(dir);
      tf.tidy(() =>
        assertEquals(again.generate(latents).dataSync(), gan.generate(latents).dataSync())
      );
      // It can be trained on.
      tf.dispose(again.step(images, () => latents));
      again.dispose();
    });
    gan.dispose();
    tf.dispose([images, latents]);
  });
}
