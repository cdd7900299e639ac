/**
 * Precision and recall: how much of what is drawn is real, and how much of what is real is drawn.
 *
 * @module
 */
import { checkComparable, type Features } from "./features.ts";
import { radii, rowsOfDistances } from "./neighbours.ts";

/** Precision and recall of generated images. */
export interface PrecisionRecall {
  /** The share of generated images that lie among the real ones. */
  precision: number;
  /** The share of real images that lie among the generated ones. */
  recall: number;
}

/** Options of {@link precisionRecall}. */
export interface PrecisionRecallOptions {
  /**
   * The neighbour whose distance is an image's radius.
   *
   * @default {3}
   */
  k?: number;
}

/** Which images of two sets lie within the other's reach: 1 for each that does, 0 for the others. */
export interface CloseImages {
  /** For each generated image, whether it lies among the real ones. */
  generated: Uint8Array;
  /** For each real image, whether it lies among the generated ones. */
  real: Uint8Array;
}

/**
 * Finds the images that lie near one and the same image of another set in every one of several kinds of features.
 *
 * In the features of a classifier of digits alone noise can lie among real digits, for it has seen nothing else, and a
 * few misshapen real ones reach far; in plain pixels alone a blur lies among them. And a blot can be near one digit in the
 * first and near another in the second: only near the *same* one in both is near enough.
 *
 * @param real features of real images, of one or more kinds
 * @param generated the same kinds of features of generated images
 * @param options another number of neighbours
 * @returns a flag for each image
 * @throws {RangeError} as {@link precisionRecall} does
 */
export async function closeImages(
  real: readonly Features[],
  generated: readonly Features[],
  { k = 3 }: PrecisionRecallOptions = {},
): Promise<CloseImages> {
  if (!Number.isInteger(k) || k < 1) {
    throw new RangeError(
      `Cannot find neighbours: expected k to be a whole number from 1, got ${k}`,
    );
  }
  const kinds: Kind[] = [];
  for (const [i, features] of real.entries()) {
    checkComparable(features, generated[i]!, k + 1);
    kinds.push({
      realRadii: await radii(features, k),
      generatedRadii: await radii(generated[i]!, k),
      rows: rowsOfDistances(features, generated[i]!),
    });
  }
  try {
    return await nearInAll(kinds, real[0]!.count, generated[0]!.count);
  } finally {
    for (const { rows } of kinds) await rows.return(undefined);
  }
}

/** One kind of features: how far each image's ball reaches, and the distances of real images to generated ones. */
interface Kind {
  realRadii: Float64Array;
  generatedRadii: Float64Array;
  rows: AsyncGenerator<Float64Array, undefined>;
}

async function nearInAll(
  kinds: readonly Kind[],
  reals: number,
  count: number,
): Promise<CloseImages> {
  const close = { generated: new Uint8Array(count), real: new Uint8Array(reals) };
  const inReal = new Uint8Array(count), inGenerated = new Uint8Array(count);
  for (let row = 0; row < reals; row++) {
    inReal.fill(1);
    inGenerated.fill(1);
    for (const { realRadii, generatedRadii, rows } of kinds) {
      const distances = (await rows.next()).value!, radius = realRadii[row]!;
      for (let i = 0; i < count; i++) {
        if (distances[i]! > radius) inReal[i] = 0;
        if (distances[i]! > generatedRadii[i]!) inGenerated[i] = 0;
      }
    }
    inReal.forEach((near, i) => close.generated[i]! |= near);
    if (inGenerated.includes(1)) close.real[row] = 1;
  }
  return close;
}

/**
 * Improved precision and recall (Kynkäänniemi et al. 2019).
 *
 * Around each image of a set lies a ball that reaches to its k-th nearest neighbour of the same set; together they
 * are where the set lies. Precision is the share of generated images in a ball of a real one, recall the share of
 * real images in a ball of a generated one. Every distance is computed; none is guessed by an index. A real image far
 * from all others has a large ball, in which much can lie that is not real (Naeem et al. 2020); so does a generated one, in
 * whose ball much can lie that is not drawn: high recall beside a low precision means nothing.
 *
 * @param real features of real images
 * @param generated features of generated images; as many, for numbers that compare with those in papers
 * @param options another number of neighbours
 * @returns precision and recall
 * @throws {RangeError} when the features cannot be compared: other sizes, no more than `k` rows, or not finite
 *
 * @example Half of what is real is drawn
 * ```ts
 * import { precisionRecall } from "@gan-clinic/gan-clinic/quality";
 * import { assertEquals } from "@std/assert";
 *
 * const set = (...values: number[]) => ({ count: values.length, size: 1, values: Float32Array.from(values) });
 * const real = set(0, 1, 2, 3, 100, 101, 102, 103), generated = set(0, 1, 2, 3);
 * assertEquals(await precisionRecall(real, generated), { precision: 1, recall: 0.5 });
 * ```
 */
export async function precisionRecall(
  real: Features,
  generated: Features,
  options: PrecisionRecallOptions = {},
): Promise<PrecisionRecall> {
  return shares(await closeImages([real], [generated], options));
}

/**
 * Precision and recall as shares of {@link closeImages}.
 *
 * @param close a flag for each image
 * @returns the share of generated images that are close to real ones, and of real ones close to generated ones
 */
export function shares({ generated, real }: CloseImages): PrecisionRecall {
  return { precision: mean(generated), recall: mean(real) };
}

const mean = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0) / flags.length;
