import { assert, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { mean } from "simple-statistics";
import { useBackend } from "../../lib/backend/mod.ts";
import type { Source } from "../../lib/gan/mod.ts";
import { loadGenerator } from "../../lib/models/mod.ts";
import { twoSampleTest } from "../../lib/quality/mod.ts";
import { mnist } from "../_helpers.ts";
import { always, blots, byHeart, noise, one } from "./_controls.ts";

await useBackend();
const { train: real } = await mnist();
const options = { seed: 1, real, count: 1000, epochs: 3, networks: 2 };
const shares = (source: Source) => twoSampleTest(source, options);

Deno.test("twoSampleTest() tells noise, blots and one digit again and again from real digits, nearly always", async () => {
  for (const source of [noise, blots(real), always(one(real, 1))]) {
    const told = await shares(source);
    assert(Math.min(...told) > 0.97, `${told}`);
  }
});

Deno.test("twoSampleTest() does not tell real digits from other real digits", async () => {
  // 2,000 answers: a standard deviation of 1.1 %.
  const told = await shares(byHeart(real));
  assert(Math.abs(mean(told) - 0.5) < 0.05, `${told}`);
});

Deno.test("twoSampleTest() tells the fixed model's digits from real ones, though a person reads both", async () => {
  const generator = await loadGenerator();
  const told = await shares({
    latentSize: generator.latentSize,
    range: "unit",
    generate: (latents) => generator.generate(latents).reshape([-1, 784]),
  });
  assert(Math.min(...told) > 0.7, `${told}`);
});

Deno.test("twoSampleTest() repeats bit for bit, leaves no tensor behind, and refuses more images than there are", async () => {
  const small = { ...options, count: 200, epochs: 1, networks: 1 };
  const first = await twoSampleTest(noise, small), before = tf.memory().numTensors;
  assertEquals(await twoSampleTest(noise, small), first);
  assertEquals(tf.memory().numTensors, before);
  await assertRejects(
    () => twoSampleTest(noise, { ...small, count: 40_000 }),
    RangeError,
    "expected from 128 to 36666 of 55000 real ones",
  );
});
