import { assert, assertEquals, assertThrows } from "@std/assert";
import { uniform } from "../../lib/data/mod.ts";
import {
  atLeast,
  atMost,
  between,
  boundedText,
  exactly,
  falls,
  holds,
  restsAt,
  rises,
  settlesAt,
  trend,
} from "../../lib/trends/mod.ts";

Deno.test("holds() takes the bounds themselves for kept, and nothing beyond them", () => {
  assertEquals([0.9, 1, 2, 2.1].map((value) => holds(between("", value, 1, 2))), [
    ...[false, true, true, false],
  ]);
  assert(holds(atLeast("", 3, 3)) && !holds(atLeast("", 2.9, 3)));
  assert(holds(atMost("", 3, 3)) && !holds(atMost("", 3.1, 3)));
  assert(holds(exactly("", 10, 10)) && !holds(exactly("", "9", 10)));
});

Deno.test("holds() is false for what is no number", () => {
  for (const bounded of [atLeast("", NaN, 0), atMost("", NaN, 0), between("", NaN, 0, 1)]) {
    assert(!holds(bounded));
  }
});

Deno.test("rises() and falls() agree with trend()", () => {
  const noise = uniform(40, 1);
  for (const slope of [-1, -0.05, 0, 0.05, 1]) {
    const values = Array.from(noise, (x, i) => x + slope * i), direction = trend(values);
    assertEquals(holds(rises("", values)), direction === "rises");
    assertEquals(holds(falls("", values)), direction === "falls");
  }
  assertThrows(() => rises("", [1, 2, 3]), RangeError, "at least 8 values");
});

Deno.test("restsAt() agrees with settlesAt()", () => {
  for (const values of [[5, 1, 1.05, 1], [1, 1, 1, 1.3], [1, 1, 1.9, 0.2], [3, 2, 1.5, 1.3]]) {
    for (const last of [0.25, 0.5, 1]) {
      const { settled } = settlesAt(values, 1, 0.1, last);
      assertEquals(restsAt("D loss", values, 1, 0.1, last).every(holds), settled);
    }
  }
});

Deno.test("boundedText() gives four digits and the bounds", () => {
  assertEquals(boundedText(atLeast("swing", 0.123456, 0.1)), "swing 0.1235 (at least 0.1)");
  assertEquals(boundedText(between("mean", -1.5, -2, 0)), "mean \u22121.5 (\u22122 to 0)");
  assertEquals(boundedText(exactly("digits", 10, 10)), "digits: 10");
  assertEquals(boundedText(exactly("digits", 9, 10)), "digits: 9 (expected 10)");
});
