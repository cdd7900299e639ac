/**
 * The two networks of the question, as tfjs models.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { pixels } from "./mnist.ts";
import { seedFor } from "./random.ts";
import type { Recipe } from "./recipe.ts";

/**
 * Builds a generator: latents [n, latentSize] -> images [n, 784] in the recipe's range.
 *
 * @param recipe sizes, activation, initialisation, range
 * @param seed the seed of its weights
 * @param scope the prefix of its variables' names
 * @returns the untrained network
 */
export function buildGenerator(recipe: Recipe, seed: number, scope: string): tf.LayersModel {
  const { latentSize, hiddenUnits, range } = recipe;
  return tf.sequential({
    name: scope,
    layers: [
      dense(recipe, seed, `${scope}/hidden`, latentSize, hiddenUnits),
      ...activation(`${scope}/activation`, recipe.hiddenActivation),
      dense(recipe, seed, `${scope}/output`, hiddenUnits, pixels),
      ...activation(`${scope}/range`, range === "unit" ? "sigmoid" : "tanh"),
    ],
  });
}

/**
 * Builds a discriminator: images [n, 784] -> outputs [n, 1].
 *
 * @param recipe sizes, activation, initialisation, kind of output
 * @param seed the seed of its weights
 * @param scope the prefix of its variables' names
 * @returns the untrained network
 */
export function buildDiscriminator(recipe: Recipe, seed: number, scope: string): tf.LayersModel {
  return tf.sequential({
    name: scope,
    layers: [
      dense(recipe, seed, `${scope}/hidden`, pixels, recipe.hiddenUnits),
      ...activation(`${scope}/activation`, recipe.hiddenActivation),
      dense(recipe, seed, `${scope}/output`, recipe.hiddenUnits, 1),
      ...(recipe.discriminatorOutput === "sigmoid"
        ? activation(`${scope}/opinion`, "sigmoid")
        : []),
    ],
  });
}

function dense(recipe: Recipe, seed: number, name: string, inputs: number, units: number) {
  const normal = (weight: string) =>
    tf.initializers.randomNormal({ mean: 0, stddev: 1, seed: seedFor(seed, name, weight) });
  const [kernelInitializer, biasInitializer] = recipe.initialisation === "normal"
    ? [normal("kernel"), normal("bias")]
    : [
      tf.initializers.glorotUniform({ seed: seedFor(seed, name, "kernel") }),
      tf.initializers.zeros(),
    ];
  return tf.layers.dense({ name, inputShape: [inputs], units, kernelInitializer, biasInitializer });
}

/** An activation is a layer of its own, so that what goes into it can be looked at. */
function activation(name: string, kind: Recipe["hiddenActivation"] | "sigmoid" | "tanh") {
  if (kind === "linear") return [];
  if (kind === "leakyRelu") return [tf.layers.leakyReLU({ name, alpha: 0.2 })];
  return [tf.layers.activation({ name, activation: kind })];
}

/**
 * The same network up to its output activation: what goes into the last sigmoid or tanh.
 *
 * @param network a generator or a discriminator
 * @returns a network that shares its weights
 */
export function preActivation(network: tf.LayersModel): tf.LayersModel {
  const last = network.layers.at(-1)!;
  if (last.getClassName() !== "Activation") return network;
  return tf.model({ inputs: network.inputs, outputs: last.input as tf.SymbolicTensor });
}
