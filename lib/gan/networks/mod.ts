/**
 * The networks of all recipes, as tfjs models. Images are flat at every network's outside, whatever it is inside.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { Recipe } from "../recipe.ts";
import { convolutionalDiscriminator, convolutionalGenerator } from "./convolutional.ts";
import { denseDiscriminator, denseGenerator } from "./dense.ts";
import { residualDiscriminator, residualGenerator } from "./residual.ts";

const generators = {
  dense: denseGenerator,
  convolutional: convolutionalGenerator,
  residual: residualGenerator,
};
const discriminators = {
  dense: denseDiscriminator,
  convolutional: convolutionalDiscriminator,
  residual: residualDiscriminator,
};

/**
 * Builds a generator: latents [n, latentSize] -> images [n, 784] in the recipe's range.
 *
 * @param recipe kind of network, sizes, activation, initialisation, range
 * @param seed the seed of its weights
 * @param scope the prefix of its variables' names
 * @returns the untrained network
 */
export function buildGenerator(recipe: Recipe, seed: number, scope: string): tf.LayersModel {
  return generators[recipe.networks](recipe, seed, scope);
}

/**
 * Builds a discriminator: images [n, 784] -> outputs [n, 1].
 *
 * @param recipe kind of network, sizes, activation, initialisation, kind of output
 * @param seed the seed of its weights
 * @param scope the prefix of its variables' names
 * @returns the untrained network
 */
export function buildDiscriminator(recipe: Recipe, seed: number, scope: string): tf.LayersModel {
  return discriminators[recipe.networks](recipe, seed, scope);
}
