/**
 * Precision and recall: how much of what is drawn is real, and how much of what is real is drawn.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { checkComparable, type Features } from "./features.ts";

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

/** Rows of a block of distances: 256 x 10,000 numbers are 10 MB. */
const blockRows = 256;

/** Which images of two sets lie within the other's reach: 1 for each that does, 0 for the others. */
export interface CloseImages {
  /** For each generated image, whether it lies among the real ones. */
  generated: Uint8Array;
  /** For each real image, whether it lies among the generated ones. */
  real: Uint8Array;
}

/**
 * Finds the images that lie among those of another set in every one of several kinds of features.
 *
 * In the features of a classifier of digits alone noise can lie among real digits, for it has seen nothing else, and a
 * few misshapen real ones reach far; in plain pixels alone a blur lies among them. What is close to real images in both
 * does look like one. Or nearly: blobs of a digit's shape and weight can pass, so read it beside the distance.
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
  options: PrecisionRecallOptions = {},
): Promise<CloseImages> {
  const kinds: CloseImages[] = [];
  for (const [i, features] of real.entries()) {
    kinds.push(await withinReach(features, generated[i]!, options));
  }
  const inAll = (name: keyof CloseImages) =>
    kinds[0]![name].map((_, i) => kinds.every((kind) => kind[name][i]) ? 1 : 0);
  return { generated: inAll("generated"), real: inAll("real") };
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
  return shares(await withinReach(real, generated, options));
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

async function withinReach(
  real: Features,
  generated: Features,
  { k = 3 }: PrecisionRecallOptions,
): Promise<CloseImages> {
  if (!Number.isInteger(k) || k < 1) {
    throw new RangeError(
      `Cannot find neighbours: expected k to be a whole number from 1, got ${k}`,
    );
  }
  checkComparable(real, generated, k + 1);
  const [realRadii, generatedRadii] = [await radii(real, k), await radii(generated, k)];
  const precise = new Uint8Array(generated.count), recalled = new Uint8Array(real.count);
  await eachRowOfDistances(real, generated, (row, distances) => {
    const radius = realRadii[row]!;
    for (let i = 0; i < distances.length; i++) {
      const distance = distances[i]!;
      if (distance <= radius) precise[i] = 1;
      if (distance <= generatedRadii[i]!) recalled[row] = 1;
    }
  });
  return { generated: precise, real: recalled };
}

const mean = (flags: Uint8Array) => flags.reduce((sum, flag) => sum + flag, 0) / flags.length;

/** For each row, the squared distance to its k-th nearest other row. */
async function radii(features: Features, k: number): Promise<Float64Array> {
  const found = new Float64Array(features.count), nearest = new Float64Array(k);
  await eachRowOfDistances(features, features, (row, distances) => {
    nearest.fill(Infinity);
    for (let i = 0; i < distances.length; i++) {
      const distance = distances[i]!;
      if (distance >= nearest[k - 1]! || i === row) continue;
      let at = k - 1;
      for (; at > 0 && nearest[at - 1]! > distance; at--) nearest[at] = nearest[at - 1]!;
      nearest[at] = distance;
    }
    found[row] = nearest[k - 1]!;
  });
  return found;
}

/** Calls back with the squared distances of each row of `a` to all rows of `b`, block by block. */
async function eachRowOfDistances(
  a: Features,
  b: Features,
  visit: (row: number, distances: Float64Array) => void,
): Promise<void> {
  // Around b's mean the products are small, and lose less to the rounding of float32.
  const centre = meanRow(b), [first, second] = [centred(a, centre), centred(b, centre)];
  const [norms1, norms2] = [squaredNorms(first), squaredNorms(second)];
  const distances = new Float64Array(b.count), all = tf.tensor2d(second.values, [b.count, b.size]);
  try {
    for (let start = 0; start < a.count; start += blockRows) {
      const end = Math.min(start + blockRows, a.count);
      const products = tf.tidy(() => {
        const rows = first.values.subarray(start * a.size, end * a.size);
        return tf.matMul(tf.tensor2d(rows, [end - start, a.size]), all, false, true);
      });
      const values = await products.data<"float32">();
      products.dispose();
      for (let row = start, at = 0; row < end; row++) {
        for (let i = 0; i < b.count; i++, at++) {
          distances[i] = norms1[row]! + norms2[i]! - 2 * values[at]!;
        }
        visit(row, distances);
      }
    }
  } finally {
    all.dispose();
  }
}

function meanRow({ count, size, values }: Features): Float64Array {
  const means = new Float64Array(size);
  for (let at = 0; at < values.length; at++) means[at % size]! += values[at]! / count;
  return means;
}

function centred({ count, size, values }: Features, centre: Float64Array): Features {
  return { count, size, values: values.map((value, at) => value - centre[at % size]!) };
}

function squaredNorms({ count, size, values }: Features): Float64Array {
  const norms = new Float64Array(count);
  for (let row = 0, at = 0; row < count; row++) {
    for (let i = 0; i < size; i++, at++) norms[row]! += values[at]! ** 2;
  }
  return norms;
}
