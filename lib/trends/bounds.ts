/**
 * Numbers and the bounds that a statement sets them: what a verdict hands over, so that it can be seen how near it was.
 *
 * @module
 */
import { mannKendall } from "./mann_kendall.ts";
import { settlesAt } from "./trends.ts";

/** A number that a statement rests on. It holds from `least` to `most`, the bounds included. */
export interface BoundedNumber {
  /** What was measured, with its unit. */
  what: string;
  /** What came out. */
  value: number;
  /** The smallest value with which the statement holds. */
  least?: number;
  /** The largest. */
  most?: number;
}

/** A result in words that a statement rests on. */
export interface ExpectedWord {
  /** What was found out. */
  what: string;
  /** What came out. */
  value: string;
  /** What must come out. */
  expected: string;
}

/** What a statement rests on. */
export type Bounded = BoundedNumber | ExpectedWord;

/**
 * Whether what came out is what the statement needs.
 *
 * @param bounded the number or word
 * @returns false for NaN, too
 *
 * @example
 * ```ts
 * import { atMost, holds } from "@gan-clinic/gan-clinic/trends";
 * import { assert } from "@std/assert";
 *
 * assert(holds(atMost("D loss", 0.2, 0.3)));
 * assert(!holds(atMost("D loss", NaN, 0.3)));
 * ```
 */
export function holds(bounded: Bounded): boolean {
  if ("expected" in bounded) return bounded.value === bounded.expected;
  const { value, least = -Infinity, most = Infinity } = bounded;
  return value >= least && value <= most;
}

/** A number that must not be smaller than `least`. */
export function atLeast(what: string, value: number, least: number): BoundedNumber {
  return { what, value, least };
}

/** A number that must not be larger than `most`. */
export function atMost(what: string, value: number, most: number): BoundedNumber {
  return { what, value, most };
}

/** A number that must lie from `least` to `most`. */
export function between(what: string, value: number, least: number, most: number): BoundedNumber {
  return { what, value, least, most };
}

/** A word, a list or a count that must come out exactly. */
export function exactly(
  what: string,
  value: string | number,
  expected: string | number,
): ExpectedWord {
  return { what, value: String(value), expected: String(expected) };
}

/**
 * What it takes to say that a curve has come to rest at a value; {@link settlesAt} says it with yes or no.
 *
 * @param name the curve's name
 * @param values window means in order of time
 * @param target the value, for instance a closed form
 * @param tolerance how far the mean of the last part may be away; a single window may be four times as far
 * @param last the share of the curve that is its last part
 * @returns the mean of the last part, and its lowest and highest window
 * @throws {RangeError} when the last part holds no value
 */
export function restsAt(
  name: string,
  values: readonly number[],
  target: number,
  tolerance: number,
  last = 0.25,
): BoundedNumber[] {
  const { mean, low, high } = settlesAt(values, target, tolerance, last);
  return [
    between(`mean ${name} at the end`, mean, target - tolerance, target + tolerance),
    atLeast("lowest window there", low, target - 4 * tolerance),
    atMost("highest window", high, target + 4 * tolerance),
  ];
}

/** The Mann-Kendall statistic beyond which a trend has p < 0.001. */
const significant = 3.2905;

/**
 * What it takes to say that a curve rises (p < 0.001 in the Mann-Kendall test).
 *
 * @param name the curve's name
 * @param values window means in order of time, at least 8
 * @returns the test statistic
 * @throws {RangeError} when there are fewer than 8 values, or one is not finite
 */
export function rises(name: string, values: readonly number[]): BoundedNumber {
  return atLeast(`Mann-Kendall z of the ${name}`, mannKendall(values).z, significant);
}

/**
 * What it takes to say that a curve falls (p < 0.001 in the Mann-Kendall test).
 *
 * @param name the curve's name
 * @param values window means in order of time, at least 8
 * @returns the test statistic
 * @throws {RangeError} when there are fewer than 8 values, or one is not finite
 */
export function falls(name: string, values: readonly number[]): BoundedNumber {
  return atMost(`Mann-Kendall z of the ${name}`, mannKendall(values).z, -significant);
}

/**
 * A number or word with its bounds, in words.
 *
 * @param bounded the number or word
 * @returns for instance `D loss 0.21 (at most 0.3)`
 *
 * @example
 * ```ts
 * import { atMost, boundedText } from "@gan-clinic/gan-clinic/trends";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(boundedText(atMost("D loss", 0.21, 0.3)), "D loss 0.21 (at most 0.3)");
 * ```
 */
export function boundedText(bounded: Bounded): string {
  if ("expected" in bounded) {
    const { what, value, expected } = bounded;
    return value === expected ? `${what}: ${value}` : `${what}: ${value} (expected ${expected})`;
  }
  const { what, value, least, most } = bounded;
  const range = least === undefined
    ? `at most ${short(most)}`
    : most === undefined
    ? `at least ${short(least)}`
    : `${short(least)} to ${short(most)}`;
  return `${what} ${short(value)} (${range})`;
}

/** Four significant digits, without zeros at the end. */
function short(value: number | undefined): string {
  return value === undefined
    ? "any"
    : String(Number(value.toPrecision(4))).replaceAll("-", "\u2212");
}
