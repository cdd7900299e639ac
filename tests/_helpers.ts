/** What several tests need: a backend, the data once, short runs. */
import * as tf from "@tensorflow/tfjs";
import { Batches } from "../lib/data/mod.ts";
import { createGan, History, type Recipe, train } from "../lib/gan/mod.ts";
import { loadMnist } from "../lib/course/mod.ts";
import { useBackend } from "../lib/backend/mod.ts";

/** What the tests run on. */
export const backend = await useBackend();

let loaded: ReturnType<typeof loadMnist> | undefined;

/** The shipped MNIST, read once. */
export const mnist = () => loaded ??= loadMnist();

/** Trains a recipe from scratch and returns what it recorded. */
export async function run(
  name: string,
  recipe: Recipe,
  { epochs, seed }: { epochs: number; seed: number },
): Promise<History> {
  const gan = createGan(recipe, { seed }),
    batches = new Batches((await mnist()).train, recipe, seed);
  const history = new History({ recipe: name, seed, stepsPerEpoch: batches.perEpoch });
  for await (const { metrics } of train(gan, batches, { epochs, seed })) history.push(metrics);
  gan.dispose();
  return history;
}

/** A copy of variables' values, for bit-for-bit comparison. */
export const snapshot = (variables: tf.Variable[]) =>
  variables.map((v) => Float32Array.from(v.dataSync()));

/** A batch of real images and one of latents for a recipe. */
export async function batch(recipe: Recipe, seed = 1): Promise<[tf.Tensor2D, tf.Tensor2D]> {
  const batches = new Batches((await mnist()).train, recipe, seed);
  return [
    tf.tensor2d(batches.at(0), [recipe.batchSize, 784]),
    tf.randomUniform([recipe.batchSize, recipe.latentSize], -1, 1, "float32", seed) as tf.Tensor2D,
  ];
}
