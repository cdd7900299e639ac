/**
 * Images from latents that stay the same, so that pictures of two moments can be compared.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { seedFor, uniform } from "../data/random.ts";
import type { Recipe } from "./recipe.ts";

/** Latents in, images in the recipe's range out. */
export type Generate = (latents: tf.Tensor2D) => tf.Tensor2D;

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
 * Makes a function that draws the same latents' images whenever it is called.
 *
 * @param generate the generator
 * @param recipe its latent size and its range
 * @param options how many images, from which seed
 * @returns a function that gives `count` x 784 numbers in [0, 1]
 *
 * @example
 * ```ts
 * import { createGan, fixedSampler, recipes } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * const gan = createGan(recipes.asAsked, { seed: 1 });
 * const sample = fixedSampler((latents) => gan.generate(latents), recipes.asAsked, { count: 4, seed: 7 });
 * assertEquals(await sample(), await sample());
 * gan.dispose();
 * ```
 */
export function fixedSampler(
  generate: Generate,
  recipe: Pick<Recipe, "latentSize" | "range">,
  { count = 25, seed }: SamplerOptions,
): () => Promise<Float32Array> {
  const { latentSize, range } = recipe;
  const latents = uniform(count * latentSize, seedFor(seed, "samples"));
  return async () => {
    const images = tf.tidy(() => {
      const drawn = generate(tf.tensor2d(latents, [count, latentSize]));
      return range === "unit" ? tf.clone(drawn) : tf.div(tf.add(drawn, 1), 2);
    });
    const values = await images.data<"float32">();
    images.dispose();
    return values;
  };
}
