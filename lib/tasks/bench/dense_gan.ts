/**
 * The course's dense GAN: 100 -> 200 -> 784 and 784 -> 200 -> 1.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { batchSize as b, type Network, type Workload } from "./workload.ts";

/** The dense GAN with ReLU and tanh, as the repaired course trains it. */
export const denseGan: Workload = {
  title: "Dense GAN (100-200-784, 784-200-1)",
  imageShape: [b, 784],
  learningRate: 1e-3,
  beta1: 0.9,
  // deno-fmt-ignore
  products: [
    // G forward twice, D forward three times
    [b, 100, 200, 2], [b, 200, 784, 2], [b, 784, 200, 3], [b, 200, 1, 3],
    // D's weights on real and on fake images, and through D to its hidden layer
    [784, b, 200, 2], [200, b, 1, 2], [b, 1, 200, 3],
    // through D to the images, and G's weights
    [b, 200, 784, 1], [200, b, 784, 1], [b, 784, 200, 1], [100, b, 200, 1],
  ],
  weights: [
    [[[100, 200]], [[200]], [[200, 784]], [[784]]],
    [[[784, 200]], [[200]], [[200, 1]], [[1]]],
  ],
  raw(g, d) {
    const layer = (x: tf.Tensor, [w, b]: tf.Variable[]) =>
      tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor as tf.Tensor2D), b!);
    const network = (weights: tf.Variable[]): Network => (x) =>
      layer(tf.relu(layer(x, weights.slice(0, 2))), weights.slice(2));
    const pixels = network(g);
    return { generate: (z) => tf.tanh(pixels(z)), discriminate: network(d) };
  },
  layers: () => [
    tf.sequential({
      layers: [
        tf.layers.dense({ units: 200, inputShape: [100], activation: "relu" }),
        tf.layers.dense({ units: 784, activation: "tanh" }),
      ],
    }),
    tf.sequential({
      layers: [
        tf.layers.dense({ units: 200, inputShape: [784], activation: "relu" }),
        tf.layers.dense({ units: 1 }),
      ],
    }),
  ],
};
