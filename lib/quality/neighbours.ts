/**
 * Distances between the rows of two sets of features, and to the nearest of the same set.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { Features } from "./features.ts";

/** Rows of a block of distances: 256 x 10,000 numbers are 10 MB. */
const blockRows = 256;

/**
 * How far each row is from its neighbours.
 *
 * @param features a set of rows
 * @param k which neighbour
 * @returns for each row, the squared distance to its k-th nearest other row
 */
export async function radii(features: Features, k: number): Promise<Float64Array> {
  const found = new Float64Array(features.count), nearest = new Float64Array(k);
  let row = 0;
  for await (const distances of rowsOfDistances(features, features)) {
    nearest.fill(Infinity);
    for (let i = 0; i < distances.length; i++) {
      const distance = distances[i]!;
      if (distance >= nearest[k - 1]! || i === row) continue;
      let at = k - 1;
      for (; at > 0 && nearest[at - 1]! > distance; at--) nearest[at] = nearest[at - 1]!;
      nearest[at] = distance;
    }
    found[row++] = nearest[k - 1]!;
  }
  return found;
}

/**
 * The distances between two sets. Read to the end, or `return()`: it holds a tensor.
 *
 * @param a some rows
 * @param b others, of the same size
 * @returns row by row of `a`, its squared distances to all rows of `b`, in an array that the next row overwrites
 */
export async function* rowsOfDistances(
  a: Features,
  b: Features,
): AsyncGenerator<Float64Array, undefined> {
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
        yield distances;
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
