import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { untrained } from "../../lib/doctor/mod.ts";
import { createGan, type Recipe } from "../../lib/gan/mod.ts";
import { asAsked, dcgan, oneDiscriminator, r3gan } from "../../lib/gan/recipes.ts";
import { repairs } from "../../lib/course/mod.ts";
import { batch, snapshot } from "../_helpers.ts";

for (const { name, recipe } of repairs) {
  Deno.test(`${name}: a G step leaves both discriminators bit-identical and changes every weight of G`, async () => {
    const gan = createGan(recipe, { seed: 3 }), [, latents] = await batch(recipe);
    const judges = [...gan.variablesUnder("D/"), ...gan.variablesUnder("D_1/")];
    const [g, d] = [snapshot(gan.variablesUnder("G/")), snapshot(judges)];
    gan.generatorStep(latents).dispose();
    assertEquals(snapshot(judges), d);
    snapshot(gan.variablesUnder("G/")).forEach((after, i) => {
      assert(after.some((value, j) => value !== g[i]![j]), gan.variablesUnder("G/")[i]!.name);
    });
    gan.dispose();
  });

  Deno.test(`${name}: a D step leaves G and any twin bit-identical and changes every weight of D`, async () => {
    const gan = createGan(recipe, { seed: 3 }), [images, latents] = await batch(recipe);
    const others = [...gan.variablesUnder("G/"), ...gan.variablesUnder("D_1/")];
    const [o, d] = [snapshot(others), snapshot(gan.variablesUnder("D/"))];
    tf.dispose(gan.discriminatorStep(images, latents));
    assertEquals(snapshot(others), o);
    snapshot(gan.variablesUnder("D/")).forEach((after, i) => {
      assert(after.some((value, j) => value !== d[i]![j]), gan.variablesUnder("D/")[i]!.name);
    });
    gan.dispose();
  });
}

Deno.test("createGan() builds the question's sizes, under the question's three scopes", () => {
  const gan = createGan(asAsked, { seed: 1 });
  const shapes = (prefix: string) => gan.variablesUnder(prefix).map(({ shape }) => shape);
  assertEquals(shapes("G/"), [[100, 200], [200], [200, 784], [784]]);
  assertEquals(shapes("D/"), [[784, 200], [200], [200, 1], [1]]);
  assertEquals(shapes("D_1/"), shapes("D/"));
  assertEquals(gan.variables.length, 12);
  gan.dispose();
});

Deno.test("createGan() draws weights and biases from normal(0, 1), each from a seed of its own", () => {
  const gan = createGan(asAsked, { seed: 1 });
  const [kernel, , , bias] = snapshot(gan.variablesUnder("G/"));
  for (const values of [kernel!, bias!]) {
    const mean = values.reduce((s, x) => s + x, 0) / values.length;
    const variance = values.reduce((s, x) => s + (x - mean) ** 2, 0) / values.length;
    assert(Math.abs(mean) < 5 / Math.sqrt(values.length));
    assert(Math.abs(variance - 1) < 5 * Math.sqrt(2 / values.length));
  }
  const [d, twin] = [snapshot(gan.variablesUnder("D/")), snapshot(gan.variablesUnder("D_1/"))];
  assert(d[0]![0] !== twin[0]![0]);
  gan.dispose();
});

Deno.test("createGan() gives the same weights for the same seed, also beside another GAN, and others for another", () => {
  const [a, b, c] = [1, 1, 2].map((seed) => createGan(oneDiscriminator, { seed }));
  assertEquals(snapshot(a!.variables), snapshot(b!.variables));
  assert(snapshot(a!.variables)[0]![0] !== snapshot(c!.variables)[0]![0]);
  for (const gan of [a!, b!, c!]) gan.dispose();
});

Deno.test("oneDiscriminator starts from the very networks that asAsked starts from", () => {
  const before = createGan(asAsked, { seed: 4 }), after = createGan(oneDiscriminator, { seed: 4 });
  assertEquals(snapshot(before.variables).slice(0, 8), snapshot(after.variables));
  before.dispose();
  after.dispose();
});

const small: Recipe = { ...dcgan, batchSize: 8, channels: 2, averaging: 0.9 };

Deno.test("step() moves the average by 9/11 of the way, then by 3/4, until the recipe's decay is slower", async () => {
  // By hand: the decay is (1 + step) / (10 + step), so 2/11, 3/12, ..., and never more than the recipe's.
  const shares = [9 / 11, 9 / 12, 9 / 13];
  const gan = createGan(small, { seed: 3 }), [images, latents] = await batch(small);
  const weights = (network: tf.LayersModel) => network.getWeights()[0]!.dataSync().slice();
  assertEquals(weights(gan.averaged), weights(gan.generator));
  for (const share of shares) {
    const before = weights(gan.averaged);
    tf.dispose(gan.step(images, () => latents));
    const target = weights(gan.generator), after = weights(gan.averaged);
    before.forEach((w, i) => assertAlmostEquals(after[i]!, w + share * (target[i]! - w), 1e-6));
  }
  assertNotEquals(weights(gan.averaged), weights(gan.generator));
  tf.tidy(() =>
    assertEquals(
      gan.generate(latents).dataSync(),
      (gan.averaged.apply(latents) as tf.Tensor).dataSync(),
    )
  );
  gan.dispose();
});

Deno.test("step() moves the average no faster than a fast recipe asks for", async () => {
  const fast = { ...small, averaging: 0.1 }, [images, latents] = await batch(fast);
  const gan = createGan(fast, { seed: 3 });
  const weight = (network: tf.LayersModel) => network.getWeights()[0]!.dataSync()[0]!;
  const before = weight(gan.averaged);
  tf.dispose(gan.step(images, () => latents));
  assertAlmostEquals(weight(gan.averaged), 0.1 * before + 0.9 * weight(gan.generator), 1e-6);
  gan.dispose();
});

Deno.test("step() normalises by the batch and keeps the statistics, which no optimiser is given", async () => {
  const gan = createGan({ ...small, averaging: 0 }, { seed: 3 }),
    [images, latents] = await batch(small);
  const statistics = gan.variables.filter(({ name }) => /moving/.test(name));
  assertEquals(statistics.length, 8);
  assert(gan.variablesUnder("").every(({ name }) => !/moving/.test(name)));
  const before = snapshot(statistics);
  tf.dispose(gan.step(images, () => latents));
  assertNotEquals(snapshot(statistics), before);
  assertEquals(untrained(gan), []);
  gan.dispose();
});

for (const recipe of [small, { ...small, ...r3gan, batchSize: 8, channels: 2 }]) {
  Deno.test(`${recipe.networks}: a G step changes no weight of D, and a D step none of G`, async () => {
    const gan = createGan(recipe, { seed: 3 }), [images, latents] = await batch(recipe);
    const [g, d] = [gan.variablesUnder("G/"), gan.variablesUnder("D/")];
    const before = snapshot(d);
    gan.generatorStep(latents, images).dispose();
    assertEquals(snapshot(d), before);
    const stepped = snapshot(g);
    tf.dispose(gan.discriminatorStep(images, latents));
    assertEquals(snapshot(g), stepped);
    gan.dispose();
  });

  Deno.test(`${recipe.networks}: step() leaks no tensor, and dispose() frees the GAN's`, async () => {
    const [images, latents] = await batch(recipe), empty = tf.memory().numTensors;
    const gan = createGan(recipe, { seed: 3 });
    const counts = [1, 2, 3].map(() => {
      tf.dispose(gan.step(images, () => latents));
      return tf.memory().numTensors;
    });
    assertEquals(counts[2], counts[0]);
    gan.dispose();
    assertEquals(tf.memory().numTensors, empty);
  });
}
