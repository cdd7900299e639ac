/**
 * What a loss curve does: rises, falls, settles at a value. Statements over many steps, never over two points.
 *
 * @module
 */
import { rootMeanSquare } from "simple-statistics";
import { mannKendall, senSlope } from "./mann_kendall.ts";

/** What {@link trend} can say of a curve. */
export type Direction = "rises" | "falls" | "settled";

/** Options of {@link trend}. */
export interface TrendOptions {
  /**
   * How sure the test must be before it speaks of a rise or a fall.
   *
   * @default {0.001}
   */
  alpha?: number;
  /**
   * A change over the whole series smaller than this counts as none, however sure.
   *
   * @default {0}
   */
  tolerance?: number;
}

/**
 * Says whether a curve rises, falls or has settled.
 *
 * @param values window means in order of time, at least 8
 * @param options how sure, and which change is too small to matter
 * @returns the direction
 * @throws {RangeError} when there are fewer than 8 values, or one is not finite
 *
 * @example
 * ```ts
 * import { trend } from "@gan-clinic/gan-clinic/trends";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(trend([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), "rises");
 * assertEquals(trend([1, 2, 1, 2, 1, 2, 1, 2, 1, 2]), "settled");
 * ```
 */
export function trend(
  values: readonly number[],
  { alpha = 0.001, tolerance = 0 }: TrendOptions = {},
): Direction {
  const { tau, p } = mannKendall(values);
  const change = Math.abs(senSlope(values)) * (values.length - 1);
  if (p >= alpha || change <= tolerance) return "settled";
  return tau > 0 ? "rises" : "falls";
}

/** The outcome of {@link settlesAt}. */
export interface Settled {
  /** Whether the curve is at the target and stays there. */
  settled: boolean;
  /** The mean of the last part. */
  mean: number;
  /** The smallest value in the last part. */
  low: number;
  /** The largest. */
  high: number;
}

/**
 * Says whether a curve has come to rest at a value: the mean of its last part is within the tolerance, and
 * no window mean there is further away than four tolerances.
 *
 * @param values window means in order of time
 * @param target the value, for instance a closed form
 * @param tolerance how far the mean may be away
 * @param last the share of the curve that is its last part
 * @returns the judgement, and the numbers it rests on
 * @throws {RangeError} when the last part holds no value
 */
export function settlesAt(
  values: readonly number[],
  target: number,
  tolerance: number,
  last = 0.25,
): Settled {
  const part = values.slice(values.length - Math.max(1, Math.round(values.length * last)));
  if (part.length === 0) {
    throw new RangeError("Cannot judge where a curve settles: it has no values");
  }
  const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
  const low = Math.min(...part), high = Math.max(...part);
  const near = low >= target - 4 * tolerance && high <= target + 4 * tolerance;
  return { settled: Math.abs(mean - target) <= tolerance && near, mean, low, high };
}

/**
 * How much a curve swings: the root mean square of the change from one window to the next. A slow drift hardly counts,
 * and windows of some tens of steps average the noise of single batches out.
 *
 * @param values window means in order of time, at least 2
 * @returns the swing, in the curve's own unit
 * @throws {RangeError} when there are fewer than 2 values
 *
 * @example A curve that goes to and fro, and one that drifts
 * ```ts
 * import { swing } from "@gan-clinic/gan-clinic/trends";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(swing([1, 2, 1, 2, 1]), 1);
 * assertAlmostEquals(swing([1, 1.01, 1.02, 1.03]), 0.01);
 * ```
 */
export function swing(values: readonly number[]): number {
  if (values.length < 2) {
    throw new RangeError(
      `Cannot measure a swing: expected at least 2 values, got ${values.length}`,
    );
  }
  return rootMeanSquare(values.slice(1).map((value, i) => value - values[i]!));
}
