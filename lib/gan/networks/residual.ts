/**
 * R3GAN's networks (Huang et al. 2024) at MNIST's size: residual blocks without any normalisation, which fix-up
 * initialisation (Zhang et al. 2019) makes trainable.
 */
import * as tf from "@tensorflow/tfjs";
import { pixels } from "../../data/image_set.ts";
import { seedFor } from "../../data/random.ts";
import type { Recipe } from "../recipe.ts";
import { activation, he, opinionOf, rangeOf, weights } from "./parts.ts";

const shared = { kernelSize: 4, strides: 2, padding: "same" } as const;

/** Residual blocks in a network, where a position costs least: at 7 x 7. */
const blocks = ["block1", "block2"];

/** latents -> 7 x 7 x 2 channels, two blocks -> 14 x 14 x channels -> 28 x 28. */
export function residualGenerator(recipe: Recipe, seed: number, scope: string): tf.LayersModel {
  const { latentSize, channels } = recipe;
  const of = (name: string, inputs: number) => weights(recipe, seed, `${scope}/${name}`, inputs);
  const input = tf.input({ shape: [latentSize], name: `${scope}/latents` });
  let x = chain(input, [
    tf.layers.dense({ ...of("seed", latentSize), units: 49 * 2 * channels }),
    tf.layers.reshape({ name: `${scope}/image`, targetShape: [7, 7, 2 * channels] }),
    ...activation(`${scope}/seed/activation`, recipe.hiddenActivation),
  ]);
  for (const name of blocks) x = block(x, recipe, seed, `${scope}/${name}`, 2 * channels);
  x = chain(x, [
    tf.layers.conv2dTranspose({ ...of("up", 4 * 2 * channels), ...shared, filters: channels }),
    ...activation(`${scope}/up/activation`, recipe.hiddenActivation),
    tf.layers.conv2dTranspose({ ...of("output", 4 * channels), ...shared, filters: 1 }),
    tf.layers.flatten({ name: `${scope}/flat` }),
    ...rangeOf(recipe, scope),
  ]);
  return tf.model({ name: scope, inputs: input, outputs: x });
}

/** 28 x 28 -> 14 x 14 x channels -> 7 x 7 x 2 channels, two blocks -> 4 x 4 x 4 channels -> 1. */
export function residualDiscriminator(recipe: Recipe, seed: number, scope: string): tf.LayersModel {
  const { channels } = recipe;
  const of = (name: string, inputs: number) => weights(recipe, seed, `${scope}/${name}`, inputs);
  const input = tf.input({ shape: [pixels], name: `${scope}/pixels` });
  let x = chain(input, [
    tf.layers.reshape({ name: `${scope}/image`, targetShape: [28, 28, 1] }),
    tf.layers.conv2d({ ...of("input", 16), ...shared, filters: channels }),
    ...activation(`${scope}/input/activation`, recipe.hiddenActivation),
    tf.layers.conv2d({ ...of("down", 16 * channels), ...shared, filters: 2 * channels }),
    ...activation(`${scope}/down/activation`, recipe.hiddenActivation),
  ]);
  for (const name of blocks) x = block(x, recipe, seed, `${scope}/${name}`, 2 * channels);
  x = chain(x, [
    tf.layers.conv2d({ ...of("whole", 16 * 2 * channels), ...shared, filters: 4 * channels }),
    ...activation(`${scope}/whole/activation`, recipe.hiddenActivation),
    tf.layers.flatten({ name: `${scope}/flat` }),
    tf.layers.dense({ ...of("output", 16 * 4 * channels), units: 1 }),
    ...opinionOf(recipe, scope),
  ]);
  return tf.model({ name: scope, inputs: input, outputs: x });
}

/**
 * x + (1 x 1, bend, 3 x 3, bend, 1 x 1), at half the width in between. The last convolution starts at zero, so that
 * an untrained block hands on what it gets.
 */
function block(
  x: tf.SymbolicTensor,
  recipe: Recipe,
  seed: number,
  name: string,
  filters: number,
): tf.SymbolicTensor {
  const middle = Math.ceil(filters / 2);
  const convolution = (part: string, kernelSize: number, inputs: number, filters: number) =>
    tf.layers.conv2d({
      ...fixUp(recipe, seed, `${name}/${part}`, kernelSize ** 2 * inputs),
      ...{ kernelSize, filters, padding: "same" },
    });
  const branch = chain(x, [
    convolution("narrow", 1, filters, middle),
    ...activation(`${name}/narrow/activation`, recipe.hiddenActivation),
    convolution("spread", 3, middle, middle),
    ...activation(`${name}/spread/activation`, recipe.hiddenActivation),
    convolution("widen", 1, middle, filters),
  ]);
  return tf.layers.add({ name }).apply([x, branch]) as tf.SymbolicTensor;
}

/** He's weights, smaller the more blocks there are, and zero at the end of a branch; biases zero. */
function fixUp(recipe: Recipe, seed: number, name: string, inputs: number) {
  const usual = weights(recipe, seed, name, inputs);
  if (recipe.initialisation === "normal") return usual;
  // L^(-1 / (2 m - 2)) for L blocks of m = 3 convolutions.
  const shrink = blocks.length ** (-1 / 4);
  const kernelInitializer = name.endsWith("widen")
    ? tf.initializers.zeros()
    : he(inputs, seedFor(seed, name, "kernel"), shrink);
  return { ...usual, kernelInitializer };
}

function chain(x: tf.SymbolicTensor, layers: tf.layers.Layer[]): tf.SymbolicTensor {
  return layers.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, x);
}
