import { assertEquals, assertThrows } from "@std/assert";
import { countClasses } from "../../lib/quality/mod.ts";

const all = (count: number) => new Uint8Array(count).fill(1);

Deno.test("countClasses() counts ten equal classes", () => {
  const { classes, covered } = countClasses(
    Uint8Array.from({ length: 50 }, (_, i) => i % 10),
    all(50),
  );
  assertEquals(classes, Array(10).fill(0.1));
  assertEquals(covered, 10);
});

Deno.test("countClasses() counts no digit that is not close to a real one", () => {
  assertEquals(countClasses([4, 4, 7, 7], [1, 1, 0, 0]), {
    classes: [0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0],
    covered: 1,
  });
});

const withNines = (nines: number) => Array.from({ length: 1000 }, (_, i) => i < nines ? 9 : 1);

Deno.test("countClasses() covers a class from one close image in fifty", () => {
  assertEquals(countClasses(withNines(19), all(1000)).covered, 1);
  assertEquals(countClasses(withNines(20), all(1000)).covered, 2);
});

Deno.test("countClasses() covers no class by less than one image in a thousand", () => {
  const some = (count: number) => all(2000).fill(0, count);
  assertEquals(countClasses(all(2000).fill(9), some(1)).covered, 0);
  assertEquals(countClasses(all(2000).fill(9), some(2)).covered, 1);
});

Deno.test("countClasses() refuses to count nothing", () => {
  assertThrows(() => countClasses([], []), RangeError, "at least one prediction");
});
