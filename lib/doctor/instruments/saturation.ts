/**
 * How many outputs lie where an activation is flat.
 *
 * @module
 */

/**
 * The share of values that lie within `margin` of either end of an activation's range, where its slope,
 * and with it every gradient through it, is close to nothing.
 *
 * @param values outputs of an activation
 * @param low the lower end, 0 for a sigmoid, -1 for a tanh
 * @param high the upper end, 1
 * @param margin how close is saturated, as a share of the range; at 0.01 a sigmoid's slope is below 0.01
 * @returns a share in [0, 1]; 0 for no values
 *
 * @example
 * ```ts
 * import { saturatedShare } from "@gan-clinic/gan-clinic/doctor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(saturatedShare([0, 0.001, 0.5, 1], 0, 1), 0.75);
 * ```
 */
export function saturatedShare(
  values: ArrayLike<number>,
  low: number,
  high: number,
  margin = 0.01,
): number {
  let saturated = 0;
  const reach = margin * (high - low);
  for (let i = 0; i < values.length; i++) {
    if (values[i]! <= low + reach || values[i]! >= high - reach) saturated++;
  }
  return values.length ? saturated / values.length : 0;
}
