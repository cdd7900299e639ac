/**
 * What the benchmark trains: the parts that a GAN of any shape has.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";

/** Images in a batch. */
export const batchSize = 128;

/** Numbers in a latent vector. */
export const latentSize = 100;

/** A network: from a batch to a batch. */
export type Network = (x: tf.Tensor) => tf.Tensor;

/** A generator and a discriminator. */
export interface Networks {
  /** From latents to images. */
  generate: Network;
  /** From images to logits. */
  discriminate: Network;
}

/** The shape of a weight; matrices and filters start at random, others at zero unless it is said. */
export type Weight = [shape: number[], start?: "ones"];

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
  /** The generator's weights, then the discriminator's. */
  weights: [Weight[], Weight[]];
  /** Both networks in raw operations. */
  raw(g: tf.Variable[], d: tf.Variable[]): Networks;
  /** Generator and discriminator with `tf.layers`, their trainable weights in the same order. */
  layers(): [tf.Sequential, tf.Sequential];
}

/**
 * Counts the arithmetic of a step: a multiplication and an addition for each term of each product.
 *
 * @param workload the GAN
 * @returns floating-point operations in one step
 */
export function operations({ products }: Workload): number {
  return products.reduce((sum, [m, k, n, times]) => sum + 2 * m * k * n * times, 0);
}
