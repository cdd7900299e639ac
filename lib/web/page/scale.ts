/**
 * The scale of a chart's losses.
 *
 * @module
 */

/** Where values stand, and which are marked. */
export interface Scale {
  /** Whether it is logarithmic. */
  log: boolean;
  /** Values to mark. */
  ticks: number[];
  /** The place of a value: 0 at the bottom, 1 at the top. */
  place(value: number): number;
}

/**
 * Chooses a scale from zero, or a logarithmic one where the values differ by more than a factor of fifty.
 *
 * @param values positive numbers
 * @returns the scale
 *
 * @example
 * ```ts
 * import { scaleFor } from "./scale.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(scaleFor([0.3, 1.62]).ticks, [0, 0.5, 1, 1.5]);
 * assertEquals(scaleFor([0.2, 90]).ticks, [0.1, 1, 10, 100]);
 * ```
 */
export function scaleFor(values: readonly number[]): Scale {
  const low = Math.min(...values), high = Math.max(...values);
  if (high > 50 * low && high > 10) {
    const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
    const ticks = Array.from({ length: to - from + 1 }, (_, i) => Number(`1e${from + i}`));
    return { log: true, ticks, place: (value) => (Math.log10(value) - from) / (to - from) };
  }
  const step = niceStep(high / 4), end = high * 1.06;
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => step * i);
  const rounded = ticks.map((tick) => Number(tick.toPrecision(6)));
  return { log: false, ticks: rounded, place: (value) => value / end };
}

/** The nearest of 1, 2, 5 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((factor) => factor * power >= rough)!;
  return factor * power;
}
