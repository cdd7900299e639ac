/**
 * The normal distribution that describes a set of features.
 *
 * @module
 */
import type { Features } from "./features.ts";

/** A normal distribution in `mean.length` dimensions. */
export interface Gaussian {
  /** Its mean. */
  readonly mean: readonly number[];
  /** Its covariance, row by row: symmetric, and perhaps singular. */
  readonly covariance: readonly (readonly number[])[];
}

/**
 * Mean and unbiased covariance (divided by count - 1) of features, in double precision.
 *
 * @param features at least two rows
 * @returns the normal distribution with this mean and covariance
 *
 * @example
 * ```ts
 * import { gaussianOf } from "@gan-clinic/gan-clinic/quality";
 * import { assertEquals } from "@std/assert";
 *
 * const values = Float32Array.of(0, 0, 2, 4);
 * assertEquals(gaussianOf({ count: 2, size: 2, values }), {
 *   mean: [1, 2],
 *   covariance: [[2, 4], [4, 8]],
 * });
 * ```
 */
export function gaussianOf({ count, size, values }: Features): Gaussian {
  const mean = new Float64Array(size), sums = new Float64Array(size * size);
  for (let at = 0; at < values.length; at++) mean[at % size]! += values[at]! / count;
  const row = new Float64Array(size);
  for (let first = 0; first < values.length; first += size) {
    for (let i = 0; i < size; i++) row[i] = values[first + i]! - mean[i]!;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) sums[i * size + j]! += row[i]! * row[j]!;
    }
  }
  const covariance = Array.from(
    { length: size },
    (_, i) =>
      Array.from(
        { length: size },
        (_, j) => sums[Math.max(i, j) * size + Math.min(i, j)]! / (count - 1),
      ),
  );
  return { mean: [...mean], covariance };
}
