/**
 * What the benchmark trains: the parts that a GAN of any shape has.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { hashedNumbers } from "./numbers.ts";

/** Images in a batch. */
export const batchSize = 128;

/** Numbers in a latent vector. */
export const latentSize = 100;

/** A network: from a batch to a batch. */
export type Network = (x: tf.Tensor) => tf.Tensor;

/** A generator, a discriminator, and what their optimisers change. */
export interface Pair {
  /** From latents to images. */
  generate: Network;
  /** From images to logits. */
  discriminate: Network;
  /** The generator's weights. */
  generatorWeights: tf.Variable[];
  /** The discriminator's weights. */
  discriminatorWeights: tf.Variable[];
}

/** How a network is written: in raw operations, or with `tf.layers`. */
export type Style = "raw" | "layers";

/** Sizes of a product of matrices, m x k by k x n, and how often a step computes it. */
export type Product = [m: number, k: number, n: number, times: number];

/** A GAN whose training step is timed. */
export interface Workload {
  /** What a reader calls it. */
  title: string;
  /** The shape of a batch of images. */
  imageShape: number[];
  /** The learning rate of both optimisers. */
  learningRate: number;
  /** Adam's beta1. */
  beta1: number;
  /** Every product of matrices in one step, convolutions counted as products too. */
  products: Product[];
  /** Builds both networks with the weights that every contender starts from. */
  build(style: Style): Pair;
}

/** How the entries of a weight start. */
export type Start = "glorot" | "zeros" | "ones";

/**
 * Makes a weight that every contender can make too.
 *
 * @param shape Its shape.
 * @param seed Its place among the weights, from 1, the generator's first.
 * @param start Where it starts: `glorot` is uniform with the limit of Glorot and Bengio, 2010.
 * @returns The variable.
 */
export function weight(shape: number[], seed: number, start: Start): tf.Variable {
  return tf.tidy(() => {
    if (start === "zeros") return tf.variable(tf.zeros(shape));
    if (start === "ones") return tf.variable(tf.ones(shape));
    const [rows, columns] = shape.slice(-2) as [number, number];
    const window = tf.util.sizeFromShape(shape.slice(0, -2));
    const limit = Math.sqrt(6 / (window * (rows + columns)));
    return tf.variable(tf.tensor(hashedNumbers(tf.util.sizeFromShape(shape), seed, limit), shape));
  });
}

/**
 * Counts the arithmetic of a step: a multiplication and an addition for each term of each product.
 *
 * @param workload The GAN.
 * @returns Floating-point operations in one step.
 */
export function operations({ products }: Workload): number {
  return products.reduce((sum, [m, k, n, times]) => sum + 2 * m * k * n * times, 0);
}
