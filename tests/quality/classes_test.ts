import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { countClasses } from "../../lib/quality/mod.ts";

Deno.test("countClasses() counts ten equal classes, with an entropy of ln 10", () => {
  const { classes, covered, entropy } = countClasses(
    Uint8Array.from({ length: 50 }, (_, i) => i % 10),
  );
  assertEquals(classes, Array(10).fill(0.1));
  assertEquals(covered, 10);
  assertAlmostEquals(entropy, Math.log(10), 1e-12);
});

Deno.test("countClasses() gives one class an entropy of 0", () => {
  assertEquals(countClasses([4, 4, 4]), {
    classes: [0, 0, 0, 0, 1, 0, 0, 0, 0, 0],
    covered: 1,
    entropy: 0,
  });
});

Deno.test("countClasses() covers a class from one image in a hundred", () => {
  const withNines = (nines: number) => Array.from({ length: 1000 }, (_, i) => i < nines ? 9 : 1);
  assertEquals(countClasses(withNines(9)).covered, 1);
  assertEquals(countClasses(withNines(10)).covered, 2);
});

Deno.test("countClasses() refuses to count nothing", () => {
  assertThrows(() => countClasses([]), RangeError, "at least one prediction");
});
