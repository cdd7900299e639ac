import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import type { Source } from "../../lib/gan/mod.ts";
import { type Images, scale, shuffled } from "../../lib/data/mod.ts";
import { loadClassifier, type MeasureOptions, measureQuality } from "../../lib/quality/mod.ts";
import { mnist } from "../_helpers.ts";

const classifier = await loadClassifier(), real = await mnist();
const options: MeasureOptions = {
  seed: 1,
  count: 1000,
  classifier,
  real,
};

function source(generate: Source["generate"]): Source {
  return { latentSize: 3, range: "unit", generate };
}

/** A generator that knows real images by heart, from all over the set: the next ones at each call. */
function byHeart(images: Images, wanted: (label: number) => boolean): Source {
  const indices = [...shuffled(images.count, 9)].filter((i) => wanted(images.labels[i]!));
  let at = 0;
  return source((latents) => {
    const chosen = indices.slice(at, at += latents.shape[0]);
    const rows = chosen.map((i) => scale(images.pixels.slice(784 * i, 784 * (i + 1)), "unit"));
    return tf.tensor2d(rows.flatMap((row) => [...row]), [rows.length, 784]);
  });
}

const noise = source((latents) =>
  tf.tidy(() => tf.sigmoid(latents.sum(1, true).mul(tf.range(0, 784)).sin()))
);

Deno.test("measureQuality() puts training images at the floor", async () => {
  const report = await measureQuality(byHeart(real.train, () => true), options);
  const { fid, floor, classes, covered, precision, recall, samples } = report;
  assert(floor > 0 && fid < 1.5 * floor, `${fid} and ${floor}`);
  assertEquals([covered, samples], [10, 1000]);
  assert(precision > 0.8 && recall > 0.8, `${precision} and ${recall}`);
  assertAlmostEquals(classes.reduce((sum, share) => sum + share), 1, 1e-9);
});

Deno.test("measureQuality() sees that half of the digits are missing", async () => {
  const whole = await measureQuality(byHeart(real.train, () => true), options);
  const half = await measureQuality(byHeart(real.train, (label) => label < 5), options);
  assertEquals(half.covered, 5);
  assertAlmostEquals(half.entropy, Math.log(5), 0.1);
  assert(half.fid > 5 * half.floor, `${half.fid} and ${half.floor}`);
  assertAlmostEquals(half.precision, whole.precision, 0.05);
  assert(half.recall > 0.35 && half.recall < 0.65 && whole.recall > 0.8);
});

Deno.test("measureQuality() finds noise far from digits, and no digit in its reach", async () => {
  const { fid, floor, entropy, recall } = await measureQuality(noise, options);
  assert(fid > 50 * floor, `${fid} and ${floor}`);
  assert(entropy < 2 && recall < 0.01, `${entropy} and ${recall}`);
});

Deno.test("measureQuality() repeats bit for bit, in either range, and leaves no tensor behind", async () => {
  const small = { ...options, count: 600 };
  const report = await measureQuality(noise, small), before = tf.memory().numTensors;
  assertEquals(await measureQuality(noise, small), report);
  const shifted = source((latents) => noise.generate(latents).mul(2).sub(1));
  const centred = await measureQuality({ ...shifted, range: "centred" }, small);
  assertAlmostEquals(centred.fid, report.fid, 1e-3 * report.fid);
  assertEquals(tf.memory().numTensors, before);
  const other = await measureQuality(noise, { ...small, seed: 2 });
  assert(other.fid !== report.fid);
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
  const broken = source((latents) => tf.fill([latents.shape[0], 784], NaN));
  await assertRejects(
    () => measureQuality(broken, options),
    RangeError,
    "Cannot classify images: expected finite numbers, got a sum of NaN",
  );
});
