/**
 * Whatever draws images from latents, and what to draw with it.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seedFor, uniform } from "../data/random.ts";
import type { Range } from "../data/scale.ts";

/** What draws images from latents: a GAN, a loaded generator, or a function with its sizes. */
export interface Source {
  /** Numbers in a latent. */
  readonly latentSize: number;
  /** The range of what it draws. */
  readonly range: Range;
  /** Latents, [n, latentSize], in; images, n rows of numbers in the range, out. */
  generate(latents: tf.Tensor2D): tf.Tensor;
}

/**
 * Draws images, whatever range the source has.
 *
 * @param source who draws
 * @param latents n x latentSize numbers
 * @returns n images in [0, 1], for the caller to dispose
 */
export function drawUnit(source: Source, latents: Float32Array): tf.Tensor {
  return tf.tidy(() => {
    const count = latents.length / source.latentSize;
    const drawn = source.generate(tf.tensor2d(latents, [count, source.latentSize]));
    return source.range === "unit" ? tf.clone(drawn) : tf.div(tf.add(drawn, 1), 2);
  });
}

/** Options of {@link fixedSampler}. */
export interface SamplerOptions {
  /**
   * How many images.
   *
   * @default {25}
   */
  count?: number;
  /** The seed of the latents. */
  seed: number;
}

/**
 * Makes a function that draws the same latents' images whenever it is called, so that pictures of two moments can be
 * compared.
 *
 * @param source who draws
 * @param options how many images, from which seed
 * @returns a function that gives `count` x 784 numbers in [0, 1]
 *
 * @example
 * ```ts
 * import { createGan, fixedSampler, recipes } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * const gan = createGan(recipes.asAsked, { seed: 1 });
 * const sample = fixedSampler(gan, { count: 4, seed: 7 });
 * assertEquals(await sample(), await sample());
 * gan.dispose();
 * ```
 */
export function fixedSampler(
  source: Source,
  { count = 25, seed }: SamplerOptions,
): () => Promise<Float32Array> {
  const latents = uniform(count * source.latentSize, seedFor(seed, "samples"));
  return async () => {
    const images = drawUnit(source, latents);
    const values = await images.data<"float32">();
    images.dispose();
    return values;
  };
}
