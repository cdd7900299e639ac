/**
 * A GAN for the grid of gaussians: small dense networks, and any recipe's losses.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { createGan, type Gan } from "../../gan/gan.ts";
import { activation, weights } from "../../gan/networks/parts.ts";
import { seedFor, uniform } from "../../data/random.ts";
import type { Recipe } from "../../gan/recipe.ts";
import { r3gan } from "../../gan/recipes.ts";

/** What a recipe may change in a GAN for the grid. */
export type GridRecipe = Pick<Recipe, "loss" | "penalty">;

/** The question's loss and R3GAN's, each without and with the gradient penalties. */
export const gridRecipes = {
  question: { loss: "nonSaturating", penalty: 0 },
  r3gan: { loss: "relativistic", penalty: 0.1 },
  pairs: { loss: "relativistic", penalty: 0 },
  flat: { loss: "nonSaturating", penalty: 0.1 },
} as const satisfies Record<string, GridRecipe>;

const base: Recipe = {
  ...r3gan,
  name: "grid",
  networks: "dense",
  latentSize: 16,
  hiddenUnits: 96,
  batchSize: 64,
  learningRate: 0.002,
  beta1: 0.5,
  beta2: 0.999,
  averaging: 0,
};

/**
 * Builds a GAN for points in the plane: two hidden layers in each network, He's weights.
 *
 * @param change the losses
 * @param seed the seed of the weights
 * @returns the GAN, to be trained on `gridBatches`
 */
export function createGridGan(change: GridRecipe, seed: number): Gan {
  const recipe = { ...base, ...change };
  return createGan(recipe, {
    seed,
    networks: {
      generator: perceptron(recipe, seed, "G", recipe.latentSize, 2),
      discriminator: perceptron(recipe, seed, "D", 2, 1),
    },
  });
}

function perceptron(recipe: Recipe, seed: number, scope: string, inputs: number, outputs: number) {
  const { hiddenUnits } = recipe, sizes = [inputs, hiddenUnits, hiddenUnits, outputs];
  return tf.sequential({
    name: scope,
    layers: ["first", "second", "output"].flatMap((name, i) => [
      tf.layers.dense({
        ...weights(recipe, seed, `${scope}/${name}`, sizes[i]!),
        ...{ inputShape: [sizes[i]!], units: sizes[i + 1]! },
      }),
      ...(i < 2 ? activation(`${scope}/${name}/activation`, recipe.hiddenActivation) : []),
    ]),
  });
}

/**
 * Draws points.
 *
 * @param gan a GAN for the grid
 * @param count how many points
 * @param seed the latents' seed
 * @returns `count` pairs x, y
 */
export async function drawPoints(gan: Gan, count: number, seed: number): Promise<Float32Array> {
  const { latentSize } = gan, latents = uniform(count * latentSize, seedFor(seed, "points"));
  const points = tf.tidy(() => gan.generate(tf.tensor2d(latents, [count, latentSize])));
  const values = await points.data<"float32">();
  points.dispose();
  return values;
}
