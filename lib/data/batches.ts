/**
 * Shuffled batches of images in the range that a GAN wants.
 *
 * @module
 */
import { gather, type Images } from "./image_set.ts";
import { seedFor, shuffled } from "./random.ts";
import { type Range, scale } from "./scale.ts";

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
  readonly #range: Range;
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
  constructor(
    images: Images,
    recipe: { readonly batchSize: number; readonly range: Range },
    seed: number,
  ) {
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
    const chosen = this.#order.indices.subarray(first, first + this.size);
    return scale(gather(this.#images, chosen), this.#range);
  }
}
