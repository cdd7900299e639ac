import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { normal, seedFor, shuffled, uniform } from "../../lib/data/mod.ts";

Deno.test("seedFor() gives each purpose and each step another seed", () => {
  const seeds = new Set<number>();
  for (let step = 0; step < 10_000; step++) {
    for (const network of ["G", "D"]) seeds.add(seedFor(1, "latents", step, network));
  }
  // 20,000 draws of 32 bits: 0.05 collisions are expected by chance.
  assert(seeds.size >= 19_998);
  assertNotEquals(seedFor(1, "a"), seedFor(2, "a"));
});

Deno.test("uniform() has the moments of uniform(-1, 1) and repeats from its seed", () => {
  const numbers = uniform(100_000, 5), mean = numbers.reduce((s, x) => s + x, 0) / numbers.length;
  const variance = numbers.reduce((s, x) => s + x * x, 0) / numbers.length - mean ** 2;
  // Five standard errors.
  assertAlmostEquals(mean, 0, 5 * Math.sqrt(1 / 3 / 1e5));
  assertAlmostEquals(variance, 1 / 3, 5 * Math.sqrt((1 / 5 - 1 / 9) / 1e5));
  assert(numbers.every((x) => x >= -1 && x < 1));
  assertEquals(uniform(100, 5), numbers.slice(0, 100));
});

Deno.test("uniform() draws unrelated numbers for neighbouring steps", () => {
  const a = uniform(10_000, seedFor(1, "latents", 0, "D"));
  const b = uniform(10_000, seedFor(1, "latents", 1, "D"));
  const correlation = 3 * a.reduce((sum, x, i) => sum + x * b[i]!, 0) / a.length;
  assertAlmostEquals(correlation, 0, 0.05);
});

Deno.test("normal() has the moments of normal(0, 1) and repeats from its seed", () => {
  const numbers = normal(100_000, 5);
  const moment = (k: number) => numbers.reduce((sum, x) => sum + x ** k, 0) / numbers.length;
  // Five standard errors: the variances of x, x^2 and x^4 are 1, 2 and 96.
  for (const [k, expected, variance] of [[1, 0, 1], [2, 1, 2], [4, 3, 96]] as const) {
    assertAlmostEquals(moment(k), expected, 5 * Math.sqrt(variance / 1e5));
  }
  assertEquals([normal(7, 5), normal(8, 5).length], [numbers.slice(0, 7), 8]);
});

Deno.test("shuffled() is a permutation in which every place is equally likely", () => {
  assertEquals(
    [...shuffled(1000, 3)].sort((a, b) => a - b),
    Array.from({ length: 1000 }, (_, i) => i),
  );
  const first = new Array(5).fill(0);
  for (let seed = 0; seed < 5000; seed++) first[shuffled(5, seedFor(seed))[0]!]++;
  for (const count of first) assertAlmostEquals(count, 1000, 5 * Math.sqrt(5000 * 0.2 * 0.8));
});
