import { uniform } from "../../lib/data/mod.ts";
import type { Features } from "../../lib/quality/mod.ts";

/** Features that are nearly normal: sums of twelve uniform numbers. */
export function normal(
  { count, size, seed, mean = 0 }: { count: number; size: number; seed: number; mean?: number },
): Features {
  const numbers = uniform(12 * count * size, seed), values = new Float32Array(count * size);
  numbers.forEach((number, i) => values[Math.floor(i / 12)]! += number / 2);
  return { count, size, values: values.map((value) => value + mean) };
}
