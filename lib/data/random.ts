/**
 * Seeded randomness without hidden state: every number is a function of a seed and of what it is for.
 *
 * A run can therefore stop anywhere and go on as if it had not: nothing but the step has to be kept.
 *
 * @module
 */
import { uniformFloat32 } from "pure-rand/distribution/uniformFloat32";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/**
 * A 32-bit seed for one purpose, mixed from the run's seed and a path such as `("latents", 17, "D")`.
 *
 * Neighbouring steps get unrelated seeds (FNV-1a over the path, then MurmurHash3's finalizer).
 *
 * @param seed the run's seed
 * @param path what the numbers are for
 * @returns an integer in [0, 2^32)
 *
 * @example Each purpose has a stream of its own
 * ```ts
 * import { seedFor } from "@gan-clinic/gan-clinic";
 * import { assert, assertEquals } from "@std/assert";
 *
 * assertEquals(seedFor(7, "latents", 3), seedFor(7, "latents", 3));
 * assert(seedFor(7, "latents", 3) !== seedFor(7, "latents", 4));
 * ```
 */
export function seedFor(seed: number, ...path: (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode([seed, ...path].join("/"))) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * Uniform numbers in [-1, 1): the latents of the question.
 *
 * @param count how many numbers
 * @param seed their seed, see {@link seedFor}
 * @returns `count` numbers
 */
export function uniform(count: number, seed: number): Float32Array {
  const generator = xoroshiro128plus(seed);
  const numbers = new Float32Array(count);
  for (let i = 0; i < count; i++) numbers[i] = 2 * uniformFloat32(generator) - 1;
  return numbers;
}

/**
 * Two independent numbers from normal(0, deviation) of two from uniform(-1, 1) (Box and Muller 1958).
 *
 * @param u a number in [-1, 1), for the distance from 0
 * @param v a number in [-1, 1), for the direction
 * @param deviation the standard deviation
 * @returns two numbers
 */
export function normalPair(u: number, v: number, deviation = 1): [x: number, y: number] {
  // 1 - u is never 0.
  const radius = deviation * Math.sqrt(-2 * Math.log(1 - (u + 1) / 2)), angle = Math.PI * v;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/**
 * Numbers from normal(0, 1).
 *
 * @param count how many numbers
 * @param seed their seed, see {@link seedFor}
 * @returns `count` numbers
 */
export function normal(count: number, seed: number): Float32Array {
  const flat = uniform(count + count % 2, seed), numbers = new Float32Array(flat.length);
  for (let i = 0; i < flat.length; i += 2) {
    numbers.set(normalPair(flat[i]!, flat[i + 1]!), i);
  }
  return numbers.subarray(0, count);
}

/**
 * A random order of 0 ... count - 1 (Fisher-Yates).
 *
 * @param count how many numbers
 * @param seed their seed, see {@link seedFor}
 * @returns a permutation
 *
 * @example
 * ```ts
 * import { shuffled } from "@gan-clinic/gan-clinic/data";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals([...shuffled(5, 1)].sort(), [0, 1, 2, 3, 4]);
 * ```
 */
export function shuffled(count: number, seed: number): Uint32Array {
  const generator = xoroshiro128plus(seed),
    order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = uniformInt(generator, 0, i), swap = order[i]!;
    order[i] = order[j]!;
    order[j] = swap;
  }
  return order;
}
