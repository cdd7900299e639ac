/**
 * A DCGAN for 28 x 28 images: 5 x 5 filters, stride 2, one batch normalisation. Not the course's `dcgan`: it is made of
 * what tfjs, PyTorch and TensorFlow have alike, so that all compute the same.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { batchSize as b, type Workload } from "./workload.ts";

const small = b * 7 * 7, large = b * 14 * 14, taps = 5 * 5;

/** The DCGAN (Radford, Metz and Chintala, 2016) at MNIST's size. */
export const dcgan: Workload = {
  title: "DCGAN (28 x 28, 5 x 5 stride 2)",
  imageShape: [b, 28, 28, 1],
  learningRate: 2e-4,
  beta1: 0.5,
  // deno-fmt-ignore
  products: [
    // G forward twice, D forward three times
    [b, 100, 3136, 2], [small, 64, taps * 32, 2], [large, 32, taps, 2],
    [large, taps, 32, 3], [small, taps * 32, 64, 3], [b, 3136, 1, 3],
    // D's weights on real and on fake images, and through D to its first layer
    [3136, b, 1, 2], [taps * 32, small, 64, 2], [taps, large, 32, 2],
    [b, 1, 3136, 3], [small, 64, taps * 32, 3],
    // through D to the images, G's weights, and through G
    [large, 32, taps, 1], [taps, large, 32, 1], [large, taps, 32, 1],
    [taps * 32, small, 64, 1], [small, taps * 32, 64, 1], [100, b, 3136, 1],
  ],
  weights: [
    [[[100, 3136]], [[3136]], [[5, 5, 32, 64]], [[32], "ones"], [[32]], [[5, 5, 1, 32]], [[1]]],
    [[[5, 5, 1, 32]], [[32]], [[5, 5, 32, 64]], [[64]], [[3136, 1]], [[1]]],
  ],
  raw(g, d) {
    const matrix = (w: tf.Variable) => w as tf.Tensor as tf.Tensor2D;
    const filter = (w: tf.Variable) => w as tf.Tensor as tf.Tensor4D;
    const vector = (w: tf.Variable) => w as tf.Tensor as tf.Tensor1D;

    const [w1, b1, c1, gamma, beta, c2, b2] = g as [tf.Variable, ...tf.Variable[]];
    const upscale = (x: tf.Tensor, w: tf.Variable, size: number, channels: number) =>
      tf.conv2dTranspose(x as tf.Tensor4D, filter(w), [b, size, size, channels], 2, "same");
    const normalise = (x: tf.Tensor4D) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2]);
      const [m, v] = [mean as tf.Tensor1D, variance as tf.Tensor1D];
      return tf.batchNorm(x, m, v, vector(beta!), vector(gamma!), 1e-3);
    };
    const generate = (z: tf.Tensor) => {
      const base = tf.relu(tf.add(tf.matMul(z as tf.Tensor2D, matrix(w1)), b1!));
      const middle = tf.relu(normalise(upscale(base.reshape([b, 7, 7, 64]), c1!, 14, 32)));
      return tf.tanh(tf.add(upscale(middle, c2!, 28, 1), b2!));
    };

    const [f1, a1, f2, a2, w, a] = d as [tf.Variable, ...tf.Variable[]];
    const layer = (x: tf.Tensor, f: tf.Variable, a: tf.Variable) =>
      tf.leakyRelu(tf.add(tf.conv2d(x as tf.Tensor4D, filter(f), 2, "same"), a), 0.2);
    const discriminate = (x: tf.Tensor) => {
      const features = layer(layer(x, f1, a1!), f2!, a2!).reshape([b, 3136]);
      return tf.add(tf.matMul(features as tf.Tensor2D, matrix(w!)), a!);
    };
    return { generate, discriminate };
  },
  layers() {
    const shared = { kernelSize: 5, strides: 2, padding: "same" } as const;
    const generator = tf.sequential({
      layers: [
        tf.layers.dense({ units: 3136, inputShape: [100], activation: "relu" }),
        tf.layers.reshape({ targetShape: [7, 7, 64] }),
        tf.layers.conv2dTranspose({ ...shared, filters: 32, useBias: false }),
        tf.layers.batchNormalization({ epsilon: 1e-3 }),
        tf.layers.reLU(),
        tf.layers.conv2dTranspose({ ...shared, filters: 1, activation: "tanh" }),
      ],
    });
    const discriminator = tf.sequential({
      layers: [
        tf.layers.conv2d({ ...shared, filters: 32, inputShape: [28, 28, 1] }),
        tf.layers.leakyReLU({ alpha: 0.2 }),
        tf.layers.conv2d({ ...shared, filters: 64 }),
        tf.layers.leakyReLU({ alpha: 0.2 }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 1 }),
      ],
    });
    return [generator, discriminator];
  },
};
