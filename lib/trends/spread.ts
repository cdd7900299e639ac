/**
 * The same number from several seeds.
 *
 * @module
 */

/** A number over several seeds. */
export interface Spread {
  /** The middle seed's value. */
  median: number;
  /** The least. */
  min: number;
  /** The greatest. */
  max: number;
}

/**
 * Median and range of some numbers.
 *
 * @param values at least one number
 * @returns both
 *
 * @example
 * ```ts
 * import { spread } from "@gan-clinic/gan-clinic/trends";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(spread([3, 1, 2, 10]), { median: 2.5, min: 1, max: 10 });
 * ```
 */
export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b), middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  const round = (value: number) => Number(value.toPrecision(5));
  return { median: round(median), min: round(sorted[0]!), max: round(sorted.at(-1)!) };
}
