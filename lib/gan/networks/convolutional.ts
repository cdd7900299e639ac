/**
 * The DCGAN (Radford, Metz and Chintala 2016) at MNIST's size: 4 x 4 filters with stride 2, and batch normalisation
 * everywhere but behind the generator's output and the discriminator's input.
 */
import * as tf from "@tensorflow/tfjs";
import { pixels } from "../../data/image_set.ts";
import type { Recipe } from "../recipe.ts";
import { activation, opinionOf, rangeOf, weights } from "./parts.ts";

/**
 * Each step doubles or halves the side of the image: 7 <-> 14 <-> 28. On the way up 4 of the 16 taps meet each pixel.
 */
const shared = { kernelSize: 4, strides: 2, padding: "same" } as const;

/** latents -> 7 x 7 x 2 channels -> 14 x 14 x channels -> 28 x 28. */
export function convolutionalGenerator(
  recipe: Recipe,
  seed: number,
  scope: string,
): tf.LayersModel {
  const { latentSize, channels } = recipe;
  const of = (name: string, inputs: number) => weights(recipe, seed, `${scope}/${name}`, inputs);
  return tf.sequential({
    name: scope,
    layers: [
      tf.layers.dense({
        ...of("seed", latentSize),
        inputShape: [latentSize],
        units: 49 * 2 * channels,
        useBias: recipe.normalisation === "none",
      }),
      tf.layers.reshape({ name: `${scope}/image`, targetShape: [7, 7, 2 * channels] }),
      ...normalised(recipe, `${scope}/seed`),
      tf.layers.conv2dTranspose({
        ...of("up", 4 * 2 * channels),
        ...shared,
        filters: channels,
        useBias: recipe.normalisation === "none",
      }),
      ...normalised(recipe, `${scope}/up`),
      tf.layers.conv2dTranspose({ ...of("output", 4 * channels), ...shared, filters: 1 }),
      tf.layers.flatten({ name: `${scope}/flat` }),
      ...rangeOf(recipe, scope),
    ],
  });
}

/** 28 x 28 -> 14 x 14 x channels -> 7 x 7 x 2 channels -> 4 x 4 x 4 channels -> 1. */
export function convolutionalDiscriminator(
  recipe: Recipe,
  seed: number,
  scope: string,
): tf.LayersModel {
  const { channels } = recipe;
  const of = (name: string, inputs: number) => weights(recipe, seed, `${scope}/${name}`, inputs);
  return tf.sequential({
    name: scope,
    layers: [
      tf.layers.reshape({
        name: `${scope}/image`,
        inputShape: [pixels],
        targetShape: [28, 28, 1],
      }),
      tf.layers.conv2d({ ...of("input", 16), ...shared, filters: channels }),
      ...activation(`${scope}/input/activation`, recipe.hiddenActivation),
      tf.layers.conv2d({
        ...of("down", 16 * channels),
        ...shared,
        filters: 2 * channels,
        useBias: recipe.normalisation === "none",
      }),
      ...normalised(recipe, `${scope}/down`),
      tf.layers.conv2d({
        ...of("whole", 16 * 2 * channels),
        ...{ ...shared, filters: 4 * channels, useBias: recipe.normalisation === "none" },
      }),
      ...normalised(recipe, `${scope}/whole`),
      tf.layers.flatten({ name: `${scope}/flat` }),
      tf.layers.dense({ ...of("output", 16 * 4 * channels), units: 1 }),
      ...opinionOf(recipe, scope),
    ],
  });
}

/** Batch normalisation, if the recipe has it, then the hidden activation. */
function normalised(recipe: Recipe, name: string): tf.layers.Layer[] {
  // Samples are drawn with moving averages of each channel's mean and variance: over about ten batches.
  const batch = { name: `${name}/normal`, momentum: 0.9, epsilon: 1e-5 };
  return [
    ...(recipe.normalisation === "batch" ? [tf.layers.batchNormalization(batch)] : []),
    ...activation(`${name}/activation`, recipe.hiddenActivation),
  ];
}
