/**
 * Shuffled batches of images in a recipe's range.
 *
 * @module
 */
import { type Images, pixels } from "./mnist.ts";
import { seedFor, shuffled } from "./random.ts";
import type { Recipe } from "./recipe.ts";

/**
 * Scales bytes to a recipe's range: [0, 1] for `unit`, [-1, 1] for `centred`.
 *
 * @param bytes pixels, 0 ... 255
 * @param range the recipe's range
 * @returns as many numbers
 *
 * @example
 * ```ts
 * import { scale } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...scale(Uint8Array.of(0, 255), "unit")], [0, 1]);
 * assertEquals([...scale(Uint8Array.of(0, 255), "centred")], [-1, 1]);
 * ```
 */
export function scale(bytes: Uint8Array, range: Recipe["range"]): Float32Array {
  const [low, high] = range === "unit" ? [0, 1] : [-1, 1], scaled = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) scaled[i] = low + (high - low) * bytes[i]! / 255;
  return scaled;
}

/**
 * The batches of a run: batch `step` is a function of the seed, so that a run can go on from any step.
 *
 * Each epoch has its own shuffle; the images left over after the last whole batch sit that epoch out.
 */
export class Batches {
  /** Images in a batch. */
  readonly size: number;
  /** Whole batches in an epoch. */
  readonly perEpoch: number;
  readonly #images: Images;
  readonly #range: Recipe["range"];
  readonly #seed: number;
  #order: { epoch: number; indices: Uint32Array } | undefined;

  /**
   * Makes the batches of a run.
   *
   * @param images what to draw from
   * @param recipe its batch size and range
   * @param seed the run's seed
   * @throws {RangeError} when there are fewer images than a batch holds
   */
  constructor(images: Images, recipe: Pick<Recipe, "batchSize" | "range">, seed: number) {
    if (images.count < recipe.batchSize) {
      throw new RangeError(
        `Cannot make batches of ${recipe.batchSize}: expected at least as many images, got ${images.count}`,
      );
    }
    this.size = recipe.batchSize;
    this.perEpoch = Math.floor(images.count / recipe.batchSize);
    this.#images = images;
    this.#range = recipe.range;
    this.#seed = seed;
  }

  /**
   * One batch.
   *
   * @param step the step it is for, from 0
   * @returns `size` x 784 numbers in the recipe's range
   */
  at(step: number): Float32Array {
    const epoch = Math.floor(step / this.perEpoch), first = (step % this.perEpoch) * this.size;
    if (this.#order?.epoch !== epoch) {
      const seed = seedFor(this.#seed, "shuffle", epoch);
      this.#order = { epoch, indices: shuffled(this.#images.count, seed) };
    }
    const bytes = new Uint8Array(this.size * pixels);
    this.#order.indices.subarray(first, first + this.size).forEach((index, i) =>
      bytes.set(this.#images.pixels.subarray(index * pixels, (index + 1) * pixels), i * pixels)
    );
    return scale(bytes, this.#range);
  }
}
