/**
 * A curve as one line of text.
 *
 * @module
 */
import { mean } from "../exam/numbers.ts";
import { windows } from "./windows.ts";

const blocks = "▁▂▃▄▅▆▇█";

/**
 * Draws a curve with eight heights of blocks, from its lowest value to its highest; `×` where it is not finite.
 *
 * @param values the curve
 * @param width how many blocks at most, at least 1: each stands for the mean of as many values
 * @returns the line
 *
 * @example
 * ```ts
 * import { sparkline } from "@gan-clinic/gan-clinic/doctor";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(sparkline([0, 1, 2, 3, 4, 5, 6, 7, NaN]), "▁▂▃▄▅▆▇█×");
 * ```
 */
export function sparkline(values: readonly number[], width = 64): string {
  const points = windows(values, width).map(mean);
  const finite = points.filter(Number.isFinite), low = Math.min(...finite);
  const range = Math.max(...finite) - low || 1;
  const height = (point: number) => Math.round((point - low) / range * (blocks.length - 1));
  return points.map((point) => Number.isFinite(point) ? blocks[height(point)] : "×").join("");
}
