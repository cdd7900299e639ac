import { assertEquals } from "@std/assert";
import "../_helpers.ts";
import * as tf from "@tensorflow/tfjs";
import {
  type BatchSource,
  createGan,
  createRun,
  type Recipe,
  recipes,
  Run,
} from "../../lib/gan/mod.ts";
import { uniform } from "../../lib/data/mod.ts";

const small: Recipe = { ...recipes.oneDiscriminator, name: "small", hiddenUnits: 8, batchSize: 4 };
const batches: BatchSource = { size: 4, perEpoch: 5, at: (step) => uniform(4 * 784, step) };

async function losses(run: Run, ...until: number[]): Promise<number[]> {
  for (const epochs of until) for await (const _ of run.train({ epochs }));
  run.gan.dispose();
  return run.history.columns.dLoss;
}

Deno.test("Run.train() records every step under the recipe's name, and goes on where it ended", async () => {
  const whole = createRun(small, batches, 3), parts = createRun(small, batches, 3);
  assertEquals(whole.history.info, { recipe: "small", seed: 3, stepsPerEpoch: 5 });
  const expected = await losses(whole, 2);
  assertEquals(expected.length, 10);
  assertEquals(await losses(parts, 0.6, 1.2, 2), expected);
});

Deno.test("Run makes its batches from images, by recipe and seed", () => {
  const images = { count: 9, pixels: new Uint8Array(9 * 784).fill(255), labels: new Uint8Array(9) };
  const run = new Run(createGan(small, { seed: 1 }), images, 1);
  assertEquals([run.batches.size, run.batches.perEpoch], [4, 2]);
  assertEquals(run.batches.at(0), new Float32Array(4 * 784).fill(1));
  run.gan.dispose();
});

for (
  const loss of ["nonSaturating", "relativistic", "leastSquares", "hinge", "wasserstein"] as const
) {
  Deno.test(`createRun() trains with the ${loss} loss, and leaks nothing`, async () => {
    const before = tf.memory().numTensors;
    const run = createRun({ ...small, loss, discriminatorOutput: "logit" }, batches, 1);
    const { dReal, dFake } = run.history.columns, found = await losses(run, 1);
    assertEquals(found.every(Number.isFinite), true);
    assertEquals([...dReal, ...dFake].every((share) => share >= 0 && share <= 1), true);
    assertEquals(tf.memory().numTensors, before);
  });
}
