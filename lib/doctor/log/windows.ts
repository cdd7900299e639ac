/**
 * A curve in parts.
 *
 * @module
 */

/**
 * Cuts a curve into windows of equal length.
 *
 * @param values the curve
 * @param count how many windows; as many as there are values where these are fewer
 * @returns the windows, in order
 */
export function windows(values: readonly number[], count: number): number[][] {
  const n = Math.min(count, values.length), at = (i: number) => Math.round(i * values.length / n);
  return Array.from({ length: n }, (_, i) => values.slice(at(i), at(i + 1)));
}
