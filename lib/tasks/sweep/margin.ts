/**
 * How far what was measured stays from its bounds, over all runs of a sweep.
 *
 * @module
 */

import { mean, sampleStandardDeviation } from "simple-statistics";
import type { Bounded, BoundedNumber, ExpectedWord } from "../../trends/bounds.ts";
import { rounded } from "./rounded.ts";

/** A number over all runs. Its figures are null where no run gave a finite one. */
export interface NumberOverRuns {
  /** What was measured. */
  what: string;
  /** The smallest value with which the verdict holds. */
  least?: number;
  /** The largest. */
  most?: number;
  /** The mean of the runs. */
  mean: number | null;
  /** Their standard deviation. */
  sd: number | null;
  /** The smallest. */
  min: number | null;
  /** The largest. */
  max: number | null;
}

/** A word over all runs. */
export interface WordOverRuns {
  /** What was found out. */
  what: string;
  /** What must come out. */
  expected: string;
  /** In how many runs it did. */
  came: number;
}

/** What a verdict rests on, over all runs. */
export type OverRuns = NumberOverRuns | WordOverRuns;

/** What {@link overRuns} finds. */
export interface Measured {
  /** The number or word. */
  rest: OverRuns;
  /**
   * Standard deviations from the mean to the nearer bound, of the logarithms where all is positive; negative beyond the
   * bound; null where nothing varies.
   */
  margin: number | null;
}

/** A standard deviation below this share of the values is rounding. */
const nothing = 1e-9;

/**
 * Sums up one number or word that a verdict rests on.
 *
 * @param values what came out in each run, with the same name and bounds in all
 * @returns the figures, and the margin
 */
export function overRuns(values: readonly [Bounded, ...Bounded[]]): Measured {
  const [first] = values;
  if ("expected" in first) {
    const { what, expected } = first;
    const came = values.filter(({ value }) => value === (first as ExpectedWord).expected).length;
    return { rest: { what, expected, came }, margin: null };
  }
  return numberOverRuns(first, values.map(({ value }) => value).filter(isFinite));
}

/** JSON turns a number that is not finite into null. */
function isFinite(value: unknown): value is number {
  return Number.isFinite(value);
}

function numberOverRuns({ what, least, most }: BoundedNumber, values: number[]): Measured {
  const bounds = {
    ...(least === undefined ? {} : { least: rounded(least) }),
    ...(most === undefined ? {} : { most: rounded(most) }),
  };
  if (values.length === 0) {
    return { rest: { what, ...bounds, mean: null, sd: null, min: null, max: null }, margin: null };
  }
  const min = Math.min(...values), max = Math.max(...values);
  const middle = mean(values), sd = min === max ? 0 : sampleStandardDeviation(values);
  const rest = {
    what,
    ...bounds,
    mean: rounded(middle),
    sd: rounded(sd),
    min: rounded(min),
    max: rounded(max),
  };
  const size = Math.max(Math.abs(min), Math.abs(max));
  if (sd <= nothing * size) return { rest, margin: null };
  return { rest, margin: marginOf(values, least, most) };
}

/**
 * Losses, swings, ratios and errors are positive, and runs differ in them by factors: three of one seed and thirty of
 * another are as far apart as thirty and three hundred. So what is positive, with its bounds, goes by its logarithm.
 */
function marginOf(values: number[], least?: number, most?: number): number | null {
  const positive = [...values, least ?? 1, most ?? 1].every((value) => value > 0);
  const scale = positive ? Math.log : (value: number) => value;
  const scaled = values.map(scale), middle = mean(scaled);
  const room = Math.min(
    least === undefined ? Infinity : middle - scale(least),
    most === undefined ? Infinity : scale(most) - middle,
  );
  return room === Infinity ? null : rounded(room / sampleStandardDeviation(scaled));
}

/**
 * The margin of a verdict that rests on several things.
 *
 * @param margins the margin of each
 * @returns the smallest; null where none varies
 */
export function smallest(margins: readonly (number | null)[]): number | null {
  const varying = margins.filter((margin) => margin !== null);
  return varying.length > 0 ? Math.min(...varying) : null;
}
