/** What the networks of all shapes have in common. */
import * as tf from "@tensorflow/tfjs";
import { seedFor } from "../../data/random.ts";
import type { Recipe } from "../recipe.ts";

/** What a layer with weights is given. */
export interface Weights {
  /** The layer's name. */
  name: string;
  /** How its kernel starts. */
  kernelInitializer: ReturnType<typeof tf.initializers.zeros>;
  /** How its bias starts. */
  biasInitializer: ReturnType<typeof tf.initializers.zeros>;
}

/**
 * How a layer's weights start, as the recipe says.
 *
 * @param recipe its initialisation
 * @param seed the seed of all weights
 * @param name the layer's name
 * @param inputs how many numbers feed each of its outputs
 * @returns name and initialisers, for any layer of `tf.layers`
 */
export function weights(recipe: Recipe, seed: number, name: string, inputs: number): Weights {
  const [kernelInitializer, biasInitializer] = {
    normal: () => [normal(seedFor(seed, name, "kernel")), normal(seedFor(seed, name, "bias"))],
    xavier: () => [
      tf.initializers.glorotUniform({ seed: seedFor(seed, name, "kernel") }),
      tf.initializers.zeros(),
    ],
    he: () => [he(inputs, seedFor(seed, name, "kernel")), tf.initializers.zeros()],
  }[recipe.initialisation]() as [Weights["kernelInitializer"], Weights["biasInitializer"]];
  return { name, kernelInitializer, biasInitializer };
}

const normal = (seed: number) => tf.initializers.randomNormal({ mean: 0, stddev: 1, seed });

/**
 * Uniform weights of variance 2 / inputs, which keep the size of a signal through layers that cut off half of it (He
 * et al. 2015). tfjs's own count a transposed convolution's outputs for its inputs.
 *
 * @param inputs how many numbers feed each output
 * @param seed the weights' seed
 * @param gain a factor
 * @returns the initialiser
 */
export function he(inputs: number, seed: number, gain = 1): Weights["kernelInitializer"] {
  const limit = gain * Math.sqrt(6 / inputs);
  return tf.initializers.randomUniform({ minval: -limit, maxval: limit, seed });
}

/** An activation is a layer of its own, so that what goes into it can be looked at. */
export function activation(
  name: string,
  kind: Recipe["hiddenActivation"] | "sigmoid" | "tanh",
): tf.layers.Layer[] {
  if (kind === "linear") return [];
  if (kind === "leakyRelu") return [tf.layers.leakyReLU({ name, alpha: 0.2 })];
  return [tf.layers.activation({ name, activation: kind })];
}

/** The activation that brings a generator's last numbers into the recipe's range. */
export function rangeOf(recipe: Recipe, scope: string): tf.layers.Layer[] {
  return activation(`${scope}/range`, recipe.range === "unit" ? "sigmoid" : "tanh");
}

/** The activation that turns a discriminator's last number into its output. */
export function opinionOf(recipe: Recipe, scope: string): tf.layers.Layer[] {
  return recipe.discriminatorOutput === "sigmoid" ? activation(`${scope}/opinion`, "sigmoid") : [];
}
