/**
 * The ranges that images have.
 *
 * @module
 */

/** `unit` is [0, 1], `signed` [-1, 1]. */
export type Range = "unit" | "signed";

/**
 * Scales bytes to a range: [0, 1] for `unit`, [-1, 1] for `signed`.
 *
 * @param bytes pixels, 0 ... 255
 * @param range the range
 * @returns as many numbers
 *
 * @example
 * ```ts
 * import { scale } from "@gan-clinic/gan-clinic/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...scale(Uint8Array.of(0, 255), "unit")], [0, 1]);
 * assertEquals([...scale(Uint8Array.of(0, 255), "signed")], [-1, 1]);
 * ```
 */
export function scale(bytes: Uint8Array, range: Range): Float32Array {
  const [low, high] = range === "unit" ? [0, 1] : [-1, 1], scaled = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) scaled[i] = low + (high - low) * bytes[i]! / 255;
  return scaled;
}
