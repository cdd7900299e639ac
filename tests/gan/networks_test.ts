import { preActivation } from "../../lib/doctor/mod.ts";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { buildDiscriminator, buildGenerator, createGan, type Recipe } from "../../lib/gan/mod.ts";
import { asAsked, dcgan, r3gan } from "../../lib/gan/recipes.ts";
import { batch, snapshot } from "../_helpers.ts";

const kinds = (network: tf.LayersModel) => network.layers.map((layer) => layer.getClassName());

for (const base of [dcgan, r3gan, { ...asAsked, networks: "convolutional" } as const]) {
  const recipe: Recipe = { ...base, channels: 3, batchSize: 4 };

  Deno.test(`${recipe.networks} networks of range ${recipe.range}: flat latents to flat images in range, to one output`, () => {
    const gan = createGan(recipe, { seed: 1 });
    tf.tidy(() => {
      const images = gan.generate(tf.randomUniform([5, 100], -1, 1, "float32", 1));
      assertEquals(images.shape, [5, 784]);
      const low = recipe.range === "unit" ? 0 : -1;
      assert(images.dataSync().every((value) => value >= low && value <= 1));
      assertEquals((gan.discriminator.apply(images) as tf.Tensor).shape, [5, 1]);
    });
    for (const name of gan.variablesUnder("").map(({ name }) => name)) {
      assert(/^(G|D|D_1)\//.test(name), name);
    }
    gan.dispose();
  });

  Deno.test(`${recipe.networks} networks of range ${recipe.range}: the seed decides every weight that is drawn`, () => {
    const [a, b, c] = [1, 1, 2].map((seed) => createGan(recipe, { seed }));
    assertEquals(snapshot(a!.variables), snapshot(b!.variables));
    assert(snapshot(a!.variables)[0]![0] !== snapshot(c!.variables)[0]![0]);
    for (const gan of [a!, b!, c!]) gan.dispose();
  });

  Deno.test(`${recipe.networks} networks of range ${recipe.range}: three steps change every weight that the losses depend on`, async () => {
    const gan = createGan(recipe, { seed: 1 }), [images, latents] = await batch(recipe);
    // A number added to all of D's outputs changes no difference of a pair, nor any slope.
    const shift = recipe.loss === "relativistic" ? /^D\/(block2\/widen|output)\/bias/ : /^$/;
    const trained = [...gan.variablesUnder("G/"), ...gan.variablesUnder("D/")]
      .filter(({ name }) => !shift.test(name));
    const before = snapshot(trained);
    for (let step = 0; step < 3; step++) tf.dispose(gan.step(images, () => latents));
    snapshot(trained).forEach((after, i) =>
      assert(after.some((value, j) => value !== before[i]![j]), trained[i]!.name)
    );
    gan.dispose();
  });
}

Deno.test("a DCGAN without normalisation has biases in its place, which learn", async () => {
  const recipe: Recipe = { ...dcgan, normalisation: "none", channels: 3, batchSize: 4 };
  const gan = createGan(recipe, { seed: 1 }), [images, latents] = await batch(recipe);
  const layers = [...kinds(gan.generator), ...kinds(gan.discriminator)];
  assert(!layers.includes("BatchNormalization"));
  const biases = gan.variablesUnder("").filter(({ name }) => name.includes("bias"));
  assertEquals(biases.length, 7);
  tf.dispose(gan.step(images, () => latents));
  // D's output bias meets the real images and the fakes alike; it may stay where it is.
  const inner = biases.filter(({ name }) => !name.startsWith("D/output"));
  snapshot(inner).forEach((bias, i) => assert(bias.some((value) => value !== 0), inner[i]!.name));
  gan.dispose();
});

Deno.test("a DCGAN normalises everywhere but behind G's output and D's input", () => {
  const [g, d] = [buildGenerator(dcgan, 1, "G"), buildDiscriminator(dcgan, 1, "D")];
  const weighted = (network: tf.LayersModel) =>
    kinds(network).filter((kind) => /Dense|Conv|Normalization/.test(kind));
  assertEquals(weighted(g), [
    ...["Dense", "BatchNormalization", "Conv2DTranspose", "BatchNormalization"],
    "Conv2DTranspose",
  ]);
  assertEquals(weighted(d), [
    ...["Conv2D", "Conv2D", "BatchNormalization", "Conv2D", "BatchNormalization"],
    "Dense",
  ]);
  assertEquals(kinds(preActivation(g)).at(-1), "Flatten");
  g.dispose();
  d.dispose();
});

Deno.test("R3GAN's networks normalise nowhere, and an untrained residual block hands on what it gets", () => {
  const d = buildDiscriminator({ ...r3gan, channels: 3 }, 1, "D");
  const g = buildGenerator({ ...r3gan, channels: 3 }, 1, "G");
  for (const network of [d, g]) assert(!kinds(network).includes("BatchNormalization"));
  const at = (name: string) => d.layers.find((layer) => layer.name === name)!.output;
  const both = tf.model({
    inputs: d.inputs,
    outputs: [at("D/down/activation"), at("D/block2")] as tf.SymbolicTensor[],
  });
  tf.tidy(() => {
    const images = tf.randomUniform([2, 784], -1, 1, "float32", 1);
    const [before, after] = both.apply(images) as [tf.Tensor, tf.Tensor];
    assertEquals(after.dataSync(), before.dataSync());
    assert(before.dataSync().some((value) => value !== 0));
  });
  d.dispose();
  g.dispose();
});

Deno.test("buildGenerator() and buildDiscriminator() start R3GAN's layers at He's size, by the numbers that feed an output", () => {
  // By hand, 6 channels: a 4 x 4 kernel sees 16 inputs a channel, transposed with stride 2 only 4.
  const fanIn = {
    "G/seed": 100,
    "G/up": 4 * 12,
    "G/output": 4 * 6,
    "D/input": 16,
    "D/down": 16 * 6,
    "D/whole": 16 * 12,
    "D/output": 16 * 24,
  };
  const gan = createGan({ ...r3gan, channels: 6, averaging: 0 }, { seed: 1 });
  for (const [name, inputs] of Object.entries(fanIn)) {
    const kernel = gan.variables.find((variable) => variable.name.startsWith(`${name}/kernel`))!;
    const rms = tf.tidy(() => tf.sqrt(tf.mean(tf.square(kernel))).dataSync()[0]!);
    assertAlmostEquals(rms / Math.sqrt(2 / inputs), 1, 0.15, name);
  }
  gan.dispose();
});
