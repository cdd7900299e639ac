import { uniform } from "../random.ts";

/**
 * Numbers from normal(0, 1), by Box and Muller.
 *
 * @param count how many
 * @param seed their seed
 * @returns `count` numbers
 */
export function gaussian(count: number, seed: number): Float32Array {
  const half = Math.ceil(count / 2), flat = uniform(2 * half, seed);
  const numbers = new Float32Array(2 * half);
  for (let i = 0; i < half; i++) {
    const radius = Math.sqrt(-2 * Math.log((1 - flat[2 * i]!) / 2 || Number.MIN_VALUE));
    const angle = Math.PI * flat[2 * i + 1]!;
    numbers[2 * i] = radius * Math.cos(angle);
    numbers[2 * i + 1] = radius * Math.sin(angle);
  }
  return numbers.subarray(0, count);
}
