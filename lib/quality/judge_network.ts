/**
 * The judge's network: small enough to ship, good enough to tell digits apart.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { pixels } from "../mnist.ts";
import { seedFor } from "../random.ts";

/** The layer whose outputs are the judge's features. */
export const featureLayer = "features";

/** How many features the judge sees in an image. */
export const featureSize = 64;

/** The ten digits. */
export const classCount = 10;

/**
 * Builds an untrained judge: images [n, 784] in [0, 1] -> one logit for each digit, [n, 10].
 *
 * Two strided convolutions, a dense layer of 64 units whose outputs (after ReLU) are the features, and a
 * dense layer on top: 114,314 weights, 457 kB.
 *
 * @param seed the seed of its weights
 * @returns the network
 */
export function buildJudge(seed: number): tf.LayersModel {
  const heNormal = (name: string) => tf.initializers.heNormal({ seed: seedFor(seed, name) });
  const convolution = (name: string, filters: number) =>
    tf.layers.conv2d({
      name,
      filters,
      kernelSize: 5,
      strides: 2,
      padding: "same",
      activation: "relu",
      kernelInitializer: heNormal(name),
    });
  return tf.sequential({
    name: "judge",
    layers: [
      tf.layers.reshape({ name: "image", inputShape: [pixels], targetShape: [28, 28, 1] }),
      convolution("strokes", 16),
      convolution("shapes", 32),
      tf.layers.flatten({ name: "flat" }),
      tf.layers.dense({
        name: featureLayer,
        units: featureSize,
        activation: "relu",
        kernelInitializer: heNormal(featureLayer),
      }),
      tf.layers.dense({
        name: "logits",
        units: classCount,
        kernelInitializer: tf.initializers.glorotUniform({ seed: seedFor(seed, "logits") }),
      }),
    ],
  });
}
