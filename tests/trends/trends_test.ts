import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { mannKendall, senSlope, settlesAt, spread, swing, trend } from "../../lib/trends/mod.ts";
import reference from "../reference/mann_kendall.json" with { type: "json" };

for (const [name, { values, z, p, tau, slope }] of Object.entries(reference)) {
  Deno.test(`mannKendall() gives pymannkendall's result for ${name}`, () => {
    const ours = mannKendall(values);
    assertAlmostEquals(ours.z, z, 1e-6);
    assertAlmostEquals(ours.p, p, 1e-6);
    assertAlmostEquals(ours.tau, tau, 1e-6);
    assertAlmostEquals(senSlope(values), slope, 1e-9);
  });
}

Deno.test("mannKendall() refuses too few values and values that are not finite", () => {
  assertThrows(() => mannKendall([1, 2, 3]), RangeError, "at least 8 values, got 3");
  assertThrows(() => mannKendall([1, 2, 3, 4, NaN, 6, 7, 8]), RangeError, "got NaN at 4");
});

/** A repeatable stand-in for noise: the fractional parts of a quadratic sequence. */
const noise = (n: number) => Array.from({ length: n }, (_, i) => (i * i * 0.6180339887) % 1 - 0.5);

Deno.test("trend() calls a flat curve settled", () => {
  assertEquals(trend(noise(40)), "settled");
  assertEquals(trend(Array(20).fill(1.6265)), "settled");
});

Deno.test("trend() sees a rise and a fall under noise, but not one that is too small to matter", () => {
  const ramp = noise(40).map((v, i) => v + i / 10);
  assertEquals(trend(ramp), "rises");
  assertEquals(trend(ramp.map((v) => -v)), "falls");
  assertEquals(trend(ramp, { tolerance: 10 }), "settled");
});

Deno.test("trend() is not taken in by one outlier at the end", () => {
  assertEquals(trend([...noise(40), 1000]), "settled");
});

Deno.test("settlesAt() wants the last part at the target, and every value in it near", () => {
  const curve = [5, 4, 3, 2, 1.5, 1.2, 1.001, 0.999, 1.001, 0.999];
  assert(settlesAt(curve, 1, 0.002, 0.4).settled);
  assert(!settlesAt(curve, 1.1, 0.002, 0.4).settled);
  assert(!settlesAt(curve, 1, 0.002, 0.6).settled);
  // The mean is right, yet it swings.
  assert(!settlesAt([0, 2, 0, 2, 0, 2, 0, 2], 1, 0.002, 0.5).settled);
});

Deno.test("swing() is the amplitude of what goes to and fro, and next to nothing for a drift", () => {
  const times = Array.from({ length: 400 }, (_, i) => i);
  const wave = (height: number) => times.map((t) => 5 + height * Math.sin(t));
  // The change of sin(t) within 1 has the root mean square sqrt(2) sin(1/2).
  assertAlmostEquals(swing(wave(3)), 3 * Math.SQRT2 * Math.sin(0.5), 0.01);
  assertAlmostEquals(swing(times.map((t) => 1 + t / 400)), 1 / 400, 1e-9);
  assertThrows(() => swing([1]), RangeError, "expected at least 2 values, got 1");
});

Deno.test("spread() is the median, the least and the greatest, in five digits", () => {
  assertEquals(spread([3, 1, 2, 10]), { median: 2.5, min: 1, max: 10 });
  assertEquals(spread([5, 4, 9]), { median: 5, min: 4, max: 9 });
  assertEquals(spread([1.23456789]), { median: 1.2346, min: 1.2346, max: 1.2346 });
});

Deno.test("trend() calls a change settled up to the tolerance, the whole way from the first value to the last", () => {
  const rising = Array.from({ length: 11 }, (_, i) => i / 10); // rises by 1 in 10 steps
  assertEquals(trend(rising, { tolerance: 1.05 }), "settled");
  assertEquals(trend(rising, { tolerance: 0.95 }), "rises");
});
