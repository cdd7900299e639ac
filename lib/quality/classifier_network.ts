/**
 * The classifier's network: small enough to ship, good enough to tell digits apart.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { pixels } from "../data/image_set.ts";
import { seedFor } from "../data/random.ts";

/** The layer whose outputs are the classifier's features. */
export const featureLayer = "features";

/** How many features the classifier sees in an image. */
export const featureSize = 64;

/** The ten digits. */
export const classCount = 10;

/**
 * Builds an untrained classifier: images [n, 784] in [0, 1] -> one logit for each digit, [n, 10].
 *
 * Two strided convolutions, a dense layer of 64 units whose outputs (after ReLU) are the features, and a
 * dense layer on top: 114,314 weights, 457 kB.
 *
 * @param seed the seed of its weights
 * @returns the network
 */
export function buildClassifier(seed: number): tf.LayersModel {
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
    name: "classifier",
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
