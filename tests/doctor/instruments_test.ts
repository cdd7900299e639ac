import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  affineGap,
  gradientSizes,
  preActivation,
  saturatedShare,
  untrained,
} from "../../lib/doctor/mod.ts";
import { generatorLoss } from "../../lib/gan/losses/mod.ts";
import { createGan } from "../../lib/gan/mod.ts";
import { asAsked, oneDiscriminator } from "../../lib/gan/recipes.ts";
import { batch } from "../_helpers.ts";

Deno.test("untrained() names the four weights of asAsked's second discriminator, and none after the repair", () => {
  const [sick, repaired] = [asAsked, oneDiscriminator].map((recipe) =>
    createGan(recipe, { seed: 1 })
  );
  assertEquals(untrained(sick!).map((name) => name.replace(/_\d+$/, "")), [
    "D_1/hidden/kernel",
    "D_1/hidden/bias",
    "D_1/output/kernel",
    "D_1/output/bias",
  ]);
  assertEquals(untrained(repaired!), []);
  sick!.dispose();
  repaired!.dispose();
});

Deno.test("affineGap() is rounding for layers without activation, and large with one between", async () => {
  const [, a] = await batch(asAsked, 1), [, b] = await batch(asAsked, 2);
  const linear = createGan(asAsked, { seed: 1 });
  const bent = createGan({ ...asAsked, hiddenActivation: "relu" }, { seed: 1 });
  assert(await affineGap(preActivation(linear.generator), a, b) < 1e-5);
  assert(await affineGap(preActivation(bent.generator), a, b) > 0.05);
  linear.dispose();
  bent.dispose();
});

Deno.test("saturatedShare() counts both ends of a sigmoid and of a tanh", () => {
  assertEquals(saturatedShare([0, 0.009, 0.011, 0.5, 0.989, 1], 0, 1), 3 / 6);
  assertEquals(saturatedShare([-1, -0.99, 0, 0.99], -1, 1), 3 / 4);
  assertEquals(saturatedShare([], 0, 1), 0);
});

Deno.test("gradientSizes() gives the gradient's root mean square and the share of exact zeros", async () => {
  const w = tf.variable(tf.tensor1d([3, 4, 0]), true);
  const [row] = await gradientSizes(() => tf.sum(tf.square(w)), [w]);
  assertAlmostEquals(row!.rms, Math.sqrt((36 + 64) / 3), 1e-5);
  assertAlmostEquals(row!.zeros, 1 / 3, 1e-12);
  w.dispose();
});

Deno.test("gradientSizes() finds nearly no gradient where a discriminator is sure in front of a second sigmoid", async () => {
  const gan = createGan(oneDiscriminator, { seed: 1 }), [, latents] = await batch(oneDiscriminator);
  const [kernel, bias] = gan.discriminator.getWeights().slice(2);
  // Every fake gets the answer 0: the first sigmoid is flat there.
  gan.discriminator.layers.at(-2)!.setWeights([tf.zerosLike(kernel!), tf.fill(bias!.shape, -120)]);
  const rows = await gradientSizes(
    () => generatorLoss(gan.judgeOfFakes.apply(gan.generate(latents)) as tf.Tensor),
    gan.variablesUnder("G/"),
  );
  for (const { rms, zeros } of rows) assertEquals([rms, zeros], [0, 1]);
  gan.dispose();
});

Deno.test("preActivation() is what the last sigmoid sees", async () => {
  const gan = createGan(asAsked, { seed: 1 }), [images] = await batch(asAsked);
  const [through, whole] = tf.tidy(() => [
    tf.sigmoid(preActivation(gan.discriminator).apply(images) as tf.Tensor).dataSync(),
    (gan.discriminator.apply(images) as tf.Tensor).dataSync(),
  ]);
  assertEquals(through, whole);
  gan.dispose();
});
