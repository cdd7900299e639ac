import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/backend/mod.ts";
import type { Source } from "../../lib/gan/mod.ts";
import { loadGan } from "../../lib/models/mod.ts";
import { measureCopying } from "../../lib/quality/mod.ts";
import { mnist } from "../_helpers.ts";
import { byHeart, noise, noisy } from "./_controls.ts";

await useBackend();
const real = await mnist();
const measured = (source: Source) => measureCopying(source, { seed: 1, real, count: 300 });

Deno.test("measureCopying() catches training images, also under a little noise", async () => {
  const copies = await measured(byHeart(real.train));
  assertAlmostEquals(copies.samples, 0, 0.01);
  assert(copies.z > 15, `${copies.z}`);
  const spoiled = await measured(noisy(real.train, 0.1));
  assert(spoiled.z > 3, `${spoiled.z}`);
});

Deno.test("measureCopying() does not take unseen images for copies, nor noise", async () => {
  const unseen = await measured(byHeart(real.test));
  assert(Math.abs(unseen.z) < 3, `${unseen.z}`);
  assertAlmostEquals(unseen.samples, unseen.unseen, 0.3);
  assert((await measured(noise)).z < -15);
});

Deno.test("measureCopying() finds no copies among the shipped R3GAN's images", async () => {
  const gan = await loadGan(new URL("../../data/models/r3gan", import.meta.url));
  const { z } = await measured(gan);
  assert(z < 3, `${z}`);
  gan.dispose();
});

Deno.test("measureCopying() leaves no tensor behind, and needs enough unseen images", async () => {
  const before = tf.memory().numTensors;
  await measureCopying(noise, { seed: 1, real, count: 10 });
  assertEquals(tf.memory().numTensors, before);
  await assertRejects(
    () => measureCopying(noise, { seed: 1, real, count: 20_000 }),
    RangeError,
    "at least 20000 unseen images, got 10000",
  );
});
