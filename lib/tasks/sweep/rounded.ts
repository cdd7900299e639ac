/**
 * How exactly the summary tells numbers.
 *
 * @module
 */

/**
 * Rounds to six significant digits, so that the summary's differences stay readable.
 *
 * @param value the number
 * @returns the rounded number
 */
export function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
