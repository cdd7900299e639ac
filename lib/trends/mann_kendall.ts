/**
 * The Mann-Kendall trend test and Sen's slope.
 *
 * @module
 */
import { errorFunction } from "simple-statistics";

/** The outcome of {@link mannKendall}. */
export interface MannKendall {
  /** Kendall's tau between value and time (tau-a): 1 always rising, -1 always falling. */
  tau: number;
  /** The test statistic: standard normal if there is no trend. */
  z: number;
  /** Two-sided p-value of "there is no trend". */
  p: number;
}

/**
 * The Mann-Kendall trend test, with Hamed and Rao's correction for neighbours that resemble each other.
 *
 * It compares every pair of values, so a single outlier decides nothing, and needs no assumption about the
 * curve's shape. Losses of neighbouring steps are correlated, which would make the plain test too sure of
 * itself; the correction widens its variance (Mann 1945; Kendall 1975; Hamed and Rao 1998).
 *
 * @param values the series in order of time, at least 8 values: window means rather than single steps
 * @returns tau, z and p
 * @throws {RangeError} when there are fewer than 8 values, or one is not finite
 *
 * @example
 * ```ts
 * import { mannKendall } from "@gan-clinic/gan-clinic/trends";
 * import { assert } from "@std/assert";
 *
 * assert(mannKendall([1, 2, 3, 5, 4, 6, 7, 9, 8, 10]).z > 3);
 * ```
 */
export function mannKendall(values: readonly number[]): MannKendall {
  const n = checked(values).length;
  let s = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) s += Math.sign(values[j]! - values[i]!);
  }
  let variance = n * (n - 1) * (2 * n + 5);
  for (const t of tieSizes(values)) variance -= t * (t - 1) * (2 * t + 5);
  variance = variance / 18 * inflation(values);
  const z = variance > 0 ? (s - Math.sign(s)) / Math.sqrt(variance) : 0;
  return { tau: 2 * s / (n * (n - 1)), z, p: 1 - errorFunction(Math.abs(z) / Math.SQRT2) };
}

function checked(values: readonly number[]) {
  if (values.length < 8) {
    throw new RangeError(`Cannot judge a trend: expected at least 8 values, got ${values.length}`);
  }
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new RangeError(
      `Cannot judge a trend: expected finite values, got ${values[bad]} at ${bad}`,
    );
  }
  return values;
}

function tieSizes(values: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}

/** Hamed and Rao's n/n*: how much the ranks' autocorrelations, where significant, widen the variance. */
function inflation(values: readonly number[]): number {
  const n = values.length, slope = senSlope(values);
  const ranks = rank(values.map((value, i) => value - slope * (i + 1)));
  const centre = (n + 1) / 2, total = ranks.reduce((sum, r) => sum + (r - centre) ** 2, 0);
  if (total === 0) return 1;
  let sum = 0;
  for (let lag = 1; lag < n; lag++) {
    let product = 0;
    for (let i = 0; i + lag < n; i++) product += (ranks[i]! - centre) * (ranks[i + lag]! - centre);
    const rho = product / total;
    if (Math.abs(rho) > 1.96 / Math.sqrt(n)) sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * rho;
  }
  // Never less than 1: alternating noise must not make the test surer than independence would.
  return Math.max(1, 1 + 2 / (n * (n - 1) * (n - 2)) * sum);
}

function rank(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

/**
 * Sen's slope: the median of the slopes between all pairs (Sen 1968).
 *
 * @param values the series in order of time
 * @returns change per entry
 */
export function senSlope(values: readonly number[]): number {
  const slopes: number[] = [];
  for (let i = 0; i < values.length; i++) {
    for (let j = i + 1; j < values.length; j++) slopes.push((values[j]! - values[i]!) / (j - i));
  }
  slopes.sort((a, b) => a - b);
  const middle = slopes.length >> 1;
  return slopes.length % 2 ? slopes[middle]! : (slopes[middle - 1]! + slopes[middle]!) / 2;
}
