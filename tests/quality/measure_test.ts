import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { loadClassifier, type MeasureOptions, measureQuality } from "../../lib/quality/mod.ts";
import { mnist } from "../_helpers.ts";
import { byHeart, noise } from "./_controls.ts";

const classifier = await loadClassifier(), real = await mnist();
const options: MeasureOptions = {
  seed: 1,
  count: 1000,
  classifier,
  real,
};

Deno.test("measureQuality() puts training images at the floor", async () => {
  const report = await measureQuality(byHeart(real.train), options);
  const { distance, floor, classes, covered, precision, recall, samples } = report;
  assert(floor > 0 && distance < 1.5 * floor, `${distance} and ${floor}`);
  assertEquals([covered, samples], [10, 1000]);
  assert(precision > 0.4 && recall > 0.4, `${precision} and ${recall}`);
  assertAlmostEquals(classes.reduce((sum, share) => sum + share), precision, 1e-9);
});

Deno.test("measureQuality() sees that half of the digits are missing", async () => {
  const whole = await measureQuality(byHeart(real.train), options);
  const half = await measureQuality(byHeart(real.train, (label) => label < 5), options);
  assertEquals(half.covered, 5);
  assert(half.distance > 5 * half.floor, `${half.distance} and ${half.floor}`);
  assertAlmostEquals(half.precision, whole.precision, 0.05);
  assertAlmostEquals(half.recall, whole.recall / 2, 0.1);
});

Deno.test("measureQuality() repeats bit for bit, in either range, and leaves no tensor behind", async () => {
  const small = { ...options, count: 600 };
  const report = await measureQuality(noise, small), before = tf.memory().numTensors;
  assertEquals(await measureQuality(noise, small), report);
  const generate: typeof noise.generate = (latents) => noise.generate(latents).mul(2).sub(1);
  const signed = await measureQuality({ ...noise, generate, range: "signed" }, small);
  assertAlmostEquals(signed.distance, report.distance, 1e-3 * report.distance);
  assertEquals(tf.memory().numTensors, before);
  const other = await measureQuality(noise, { ...small, seed: 2 });
  assert(other.distance !== report.distance);
  assertEquals(other.floor, report.floor);
});

Deno.test("measureQuality() refuses a senseless number of samples, and images that are not finite", async () => {
  for (const count of [99, 100.5, 55_001]) {
    await assertRejects(
      () => measureQuality(noise, { ...options, count }),
      RangeError,
      `from 100 to 55000, got ${count}`,
    );
  }
  const broken = { ...noise, generate: () => tf.fill([500, 784], NaN) };
  await assertRejects(
    () => measureQuality(broken, options),
    RangeError,
    "Cannot classify images: expected finite numbers, got a sum of NaN",
  );
});
