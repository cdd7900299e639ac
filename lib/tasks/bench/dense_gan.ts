/**
 * The course's dense GAN: 100 -> 200 -> 784 and 784 -> 200 -> 1.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { batchSize as b, type Network, type Pair, weight, type Workload } from "./workload.ts";

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
  build: (style) => style === "raw" ? rawPair() : layersPair(),
};

function weights() {
  const g = [weight([100, 200], 1, "glorot"), weight([200], 2, "zeros")];
  g.push(weight([200, 784], 3, "glorot"), weight([784], 4, "zeros"));
  const d = [weight([784, 200], 5, "glorot"), weight([200], 6, "zeros")];
  d.push(weight([200, 1], 7, "glorot"), weight([1], 8, "zeros"));
  return { g, d };
}

function rawPair(): Pair {
  const { g, d } = weights();
  const layer = (x: tf.Tensor, [w, b]: tf.Variable[]) =>
    tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor as tf.Tensor2D), b!);
  const network = ([w1, b1, w2, b2]: tf.Variable[]): Network => (x) =>
    layer(tf.relu(layer(x, [w1!, b1!])), [w2!, b2!]);
  const pixels = network(g);
  return {
    generate: (z) => tf.tanh(pixels(z)),
    discriminate: network(d),
    generatorWeights: g,
    discriminatorWeights: d,
  };
}

function layersPair(): Pair {
  const { g, d } = weights();
  const generator = tf.sequential({
    layers: [
      tf.layers.dense({ units: 200, inputShape: [100], activation: "relu" }),
      tf.layers.dense({ units: 784, activation: "tanh" }),
    ],
  });
  const discriminator = tf.sequential({
    layers: [
      tf.layers.dense({ units: 200, inputShape: [784], activation: "relu" }),
      tf.layers.dense({ units: 1 }),
    ],
  });
  return pairOfModels(generator, g, discriminator, d);
}

/**
 * Makes a pair of two models, with given trainable weights.
 *
 * @param generator From latents to images.
 * @param g The generator's trainable weights, in the model's order; disposed.
 * @param discriminator From images to logits.
 * @param d The discriminator's trainable weights, in the model's order; disposed.
 * @returns The pair.
 */
export function pairOfModels(
  generator: tf.Sequential,
  g: tf.Variable[],
  discriminator: tf.Sequential,
  d: tf.Variable[],
): Pair {
  const adopt = (model: tf.Sequential, values: tf.Variable[]): tf.Variable[] =>
    model.trainableWeights.map((w, i) => {
      w.write(values[i]!);
      values[i]!.dispose();
      return w.read() as tf.Variable;
    });
  return {
    generate: (z) => generator.apply(z, { training: true }) as tf.Tensor,
    discriminate: (x) => discriminator.apply(x, { training: true }) as tf.Tensor,
    generatorWeights: adopt(generator, g),
    discriminatorWeights: adopt(discriminator, d),
  };
}
