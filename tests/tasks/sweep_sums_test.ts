import { assertEquals, assertThrows } from "@std/assert";
import { atLeast, atMost, between, type Bounded, exactly } from "../../lib/trends/bounds.ts";
import { UserError } from "../../lib/tasks/common/user_error.ts";
import { digestOf, verdictDigest } from "../../lib/tasks/sweep/digest.ts";
import { overRuns } from "../../lib/tasks/sweep/margin.ts";
import { sumUp } from "../../lib/tasks/sweep/sum_up.ts";
import { merge, type Summary, weakness } from "../../lib/tasks/sweep/summary.ts";
import { found } from "./_sweep.ts";

const over = (values: number[], bounded: (value: number) => Bounded) =>
  overRuns(values.map(bounded) as [Bounded, ...Bounded[]]);
/** Mean 0, standard deviation 2. */
const values = [-2, 0, 2];

Deno.test("overRuns() measures the way from the mean to a bound in standard deviations", () => {
  assertEquals(over(values, (value) => atMost("critic's loss", value, 8)), {
    rest: { what: "critic's loss", most: 8, mean: 0, sd: 2, min: -2, max: 2 },
    margin: 4,
  });
  assertEquals(over(values, (value) => atLeast("critic's loss", value, -3)).margin, 1.5);
});

Deno.test("overRuns() measures it in logarithms where all is positive", () => {
  const factors = [1, 10, 100];
  assertEquals(over(factors, (value) => atMost("swing", value, 1000)).margin, 2);
  assertEquals(over(factors, (value) => atLeast("swing", value, 0.01)).margin, 3);
  assertEquals(over(factors, (value) => between("swing", value, 1, 1e9)).margin, 1);
});

Deno.test("overRuns() takes the nearer of two bounds", () => {
  assertEquals(over(values, (value) => between("D loss", value, -6, 1)).margin, 0.5);
  assertEquals(over(values, (value) => between("D loss", value, -1, 5)).margin, 0.5);
});

Deno.test("overRuns() gives a negative margin where the mean is on the wrong side", () => {
  assertEquals(over(values, (value) => atMost("D loss", value, -1)).margin, -0.5);
});

Deno.test("overRuns() gives no margin where nothing varies but rounding", () => {
  const margin = (...values: number[]) => over(values, (value) => atMost("x", value, 9)).margin;
  assertEquals(margin(2, 2, 2), null);
  assertEquals(margin(2), null);
  assertEquals(margin(2, 2 + 1e-10), null);
  assertEquals(margin(2, 2 + 1e-6) === null, false);
});

Deno.test("overRuns() counts how often a word came, whatever came instead", () => {
  const words = ["none", "training", "none"].map((word) => exactly("faults", word, "none"));
  const expected = { rest: { what: "faults", expected: "none", came: 2 }, margin: null };
  assertEquals(overRuns(words as [Bounded, ...Bounded[]]), expected);
});

Deno.test("overRuns() leaves out what is no number, which JSON tells as null", () => {
  const nulls = [null, 2, 4].map((value) => atMost("x", value as unknown as number, 9));
  const { rest } = overRuns(nulls as [Bounded, ...Bounded[]]);
  assertEquals("mean" in rest && [rest.mean, rest.min, rest.max], [3, 2, 4]);
  const none = over([NaN], (value) => atMost("x", value, 9));
  assertEquals(none, {
    rest: { what: "x", most: 9, mean: null, sd: null, min: null, max: null },
    margin: null,
  });
});

Deno.test("overRuns() rounds to six significant digits", () => {
  const { rest } = over([1 / 3, 1 / 3], (value) => atMost("x", value, 2 / 3));
  assertEquals(rest, {
    ...{ what: "x", most: 0.666667, mean: 0.333333, sd: 0, min: 0.333333, max: 0.333333 },
  });
});

Deno.test("verdictDigest() changes with code, sentence, name and bound, and not with the value", () => {
  const base = { source: "a;", says: "It falls.", rests: [atMost("D loss", 0.2, 0.3)] };
  const digest = verdictDigest(base);
  assertEquals(/^[\da-f]{16}$/.test(digest), true);
  assertEquals(verdictDigest({ ...base, rests: [atMost("D loss", 0.1, 0.3)] }), digest);
  const others = [
    { ...base, source: "b;" },
    { ...base, says: "It rises." },
    { ...base, rests: [atMost("G loss", 0.2, 0.3)] },
    { ...base, rests: [atMost("D loss", 0.2, 0.4)] },
    { ...base, rests: [atLeast("D loss", 0.2, 0.3)] },
    { ...base, rests: [...base.rests, ...base.rests] },
  ];
  assertEquals(new Set([digest, ...others.map(verdictDigest)]).size, 7);
});

Deno.test("verdictDigest() takes no notice of a bound's last digits, nor of a word that came instead", () => {
  const digest = (...rests: Bounded[]) => verdictDigest({ says: "It falls.", rests });
  assertEquals(digest(atMost("x", 1, 0.1 + 0.2)), digest(atMost("x", 1, 0.3)));
  assertEquals(digest(exactly("x", "one", "two")), digest(exactly("x", "two", "two")));
  assertEquals(digest(exactly("x", "two", "one")) === digest(exactly("x", "two", "two")), false);
  assertEquals(digestOf("a") === digestOf("b"), false);
});

const loss = (value: number) => atMost("D loss", value, 12);

Deno.test("sumUp() counts in how many runs a verdict held; one that is missing did not", () => {
  const late = found("Late.", [exactly("a", "b", "b")], { cell: 2 });
  const early = (value: number, held: boolean | null) => found("Early.", [loss(value)], { held });
  const [first, second, ...rest] = sumUp("06", [
    [late],
    [early(-2, true), late],
    [early(2, null), late],
  ]);
  assertEquals(rest, []);
  assertEquals(first, {
    ...{ cell: 1, says: "Early.", held: 1, of: 3, margin: 4.24264 },
    rests: [{ what: "D loss", most: 12, mean: 0, sd: 2.82843, min: -2, max: 2 }],
    digest: early(2, true).digest,
  });
  assertEquals([second?.held, second?.of, second?.margin], [3, 3, null]);
});

Deno.test("sumUp() lets a test be left out of some runs", () => {
  const [sum] = sumUp("tests", [[found("a", [loss(1)])], []], false);
  assertEquals([sum?.held, sum?.of], [1, 1]);
});

Deno.test("sumUp() takes the smallest margin, and passes over runs too short to measure", () => {
  const run = (value: number) => [found("a", [loss(value), atLeast("D loss", value, -3)])];
  const [sum] = sumUp("06", [[found("a", [], { held: null })], ...values.map(run)]);
  assertEquals([sum?.held, sum?.of, sum?.margin, sum?.rests.length], [3, 4, 1.5, 2]);
});

Deno.test("sumUp() refuses a sentence or a bound that differs from run to run", () => {
  const refused = (message: string, ...runs: [string, Bounded][]) =>
    assertThrows(
      () => sumUp("06", runs.map(([says, bounded]) => [found(says, [bounded])])),
      UserError,
      message,
    );
  const sentence = "06, cell [1], verdict 1: its sentence differs";
  refused(sentence, ["FID 3.", loss(1)], ["FID 4.", loss(1)]);
  refused("name or bounds differ", ["a", atMost("x", 1, 2)], ["a", atMost("x", 1, 3)]);
});

const sum = sumUp("06_tanh", [[found("a", [loss(1)])]])[0]!;
const made = { processor: "Abacus", deno: "2.0.0", runs: ["seed1"] };
const empty: Summary = { ...made, verdicts: [], tests: [] };

Deno.test("merge() replaces what was swept and keeps the rest, in reading order", () => {
  const { cell: _, says: test, ...ofTest } = sum;
  const old = {
    ...empty,
    verdicts: [{ notebook: "05_xavier", ...sum }, { notebook: "07_momentum", ...sum }],
    tests: [{ test, ...ofTest }],
  };
  const again = { ...sum, says: "b" };
  const sums = new Map([["07_momentum", [again]], ["06_tanh", [sum, again]]]);
  const { verdicts, tests, processor } = merge(old, sums, { ...made, processor: "Babbage" });
  assertEquals(verdicts.map(({ notebook, says }) => `${notebook} ${says}`), [
    "05_xavier a",
    "06_tanh a",
    "06_tanh b",
    "07_momentum b",
  ]);
  assertEquals([tests, processor], [old.tests, "Babbage"]);
});

Deno.test("merge() writes the tests' claims by the tests' names", () => {
  const old = { ...empty, verdicts: [{ notebook: "05_xavier", ...sum }] };
  const { verdicts, tests } = merge(old, new Map([["tests", [{ ...sum, cell: 0 }]]]), made);
  assertEquals(verdicts, old.verdicts);
  assertEquals(tests.map(({ test, held }) => [test, held]), [["a", 1]]);
  assertEquals("cell" in tests[0]!, false);
});

Deno.test("weakness() names a verdict that failed or nearly failed", () => {
  assertEquals(weakness({ held: 9, of: 10, margin: 5 }), "held in 9 of 10 runs");
  assertEquals(weakness({ held: 10, of: 10, margin: 2.9 })?.includes("by 2.9 standard"), true);
  assertEquals(weakness({ held: 10, of: 10, margin: 3 }), undefined);
  assertEquals(weakness({ held: 10, of: 10, margin: null }), undefined);
});
