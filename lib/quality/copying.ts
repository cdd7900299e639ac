/**
 * Whether a generator copies the images that it was trained on.
 *
 * @module
 */
import { median, wilcoxonRankSum } from "simple-statistics";
import { gather, type Images, pixels } from "../data/image_set.ts";
import { seedFor, shuffled } from "../data/random.ts";
import { scale } from "../data/scale.ts";
import { fixedSampler, type Source } from "../gan/source.ts";
import type { Features } from "./features.ts";
import { rowsOfDistances } from "./neighbours.ts";

/** How near a generator's images are to its training images, beside images that it has never seen. */
export interface Copying {
  /** The median distance of a sample to the nearest training image: L2, over pixels in [0, 1]. */
  samples: number;
  /** The same for real images that were not trained on. */
  unseen: number;
  /** How many standard deviations the samples are nearer than chance allows; above 3 they are copies, or nearly. */
  z: number;
}

/** Options of {@link measureCopying}. */
export interface CopyingOptions {
  /** The seed of the latents, and of which unseen images are looked at. */
  seed: number;
  /** What the generator was trained on, and as many real images as `count` that it was not. */
  real: { readonly train: Images; readonly test: Images };
  /**
   * How many samples, and how many unseen images.
   *
   * @default {1000}
   */
  count?: number;
}

/** Training images that are looked at together. */
const chunk = 5000;

/**
 * Compares the distances of samples to their nearest training image with those of unseen real images.
 *
 * Whoever draws as well as reality, and as freely, is as far from the training images as unseen ones are; whoever
 * knows training images by heart is nearer. The test is that of Meehan et al. (2020), over the whole space at once: a rank
 * sum (Mann-Whitney) of the two sets of distances. It says nothing of quality: noise, which is far from everything, copies
 * nothing.
 *
 * @param source who draws
 * @param options what it may have copied
 * @returns both medians, and how sure the difference is
 * @throws {RangeError} when there are fewer unseen images than `count`
 *
 * @example Images by heart
 * ```ts
 * import { useBackend } from "@gan-clinic/gan-clinic";
 * import { measureCopying } from "@gan-clinic/gan-clinic/quality";
 * import { assert } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 *
 * await useBackend();
 * const bytes = () => Uint8Array.from({ length: 40 * 784 }, () => Math.round(Math.random()) * 255);
 * const [train, test] = [bytes(), bytes()].map((pixels) => ({ count: 40, pixels, labels: new Uint8Array(40) }));
 * const generate = (latents: tf.Tensor2D) =>
 *   tf.tensor2d(Float32Array.from(train!.pixels, (byte) => byte / 255), [40, 784]).slice(0, latents.shape[0]);
 * const copies = { latentSize: 2, range: "unit" as const, generate };
 * const { samples, unseen, z } = await measureCopying(copies, { seed: 1, real: { train: train!, test: test! }, count: 40 });
 * assert(samples < 0.1 && unseen > 10 && z > 3);
 * ```
 */
export async function measureCopying(
  source: Source,
  { seed, real: { train, test }, count = 1000 }: CopyingOptions,
): Promise<Copying> {
  if (test.count < count) {
    throw new RangeError(
      `Cannot look for copies: expected at least ${count} unseen images, got ${test.count}`,
    );
  }
  const drawn = await fixedSampler(source, { count, seed })();
  const others = shuffled(test.count, seedFor(seed, "unseen")).subarray(0, count);
  const samples = await nearest(rows(drawn), train);
  const unseen = await nearest(rows(scale(gather(test, others), "unit")), train);
  // The rank sum of two alike sets: its mean, and its standard deviation.
  const mean = count * (2 * count + 1) / 2,
    deviation = Math.sqrt(count ** 2 * (2 * count + 1) / 12);
  return {
    samples: median(samples),
    unseen: median(unseen),
    z: (mean - wilcoxonRankSum(samples, unseen)) / deviation,
  };
}

const rows = (values: Float32Array): Features => ({
  count: values.length / pixels,
  size: pixels,
  values,
});

/** The distance of each row to the nearest of the images. */
async function nearest(points: Features, { count, pixels: bytes }: Images): Promise<number[]> {
  const least = new Float64Array(points.count).fill(Infinity);
  for (let first = 0; first < count; first += chunk) {
    const part = bytes.subarray(first * pixels, (first + chunk) * pixels);
    for await (const distances of rowsOfDistances(rows(scale(part, "unit")), points)) {
      distances.forEach((distance, i) => least[i] = Math.min(least[i]!, distance));
    }
  }
  return Array.from(least, (square) => Math.sqrt(Math.max(0, square)));
}
