import { assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import {
  diagnoseLog,
  faults,
  loggingAdvice,
  type LogReport,
  logText,
  type NamedLoss,
  parseLog,
} from "../../lib/doctor/mod.ts";
import { uniform } from "../../lib/data/random.ts";
import { recorded } from "./_recorded.ts";

type Pair = [d: number, g: number];
const logOf = (pairs: readonly Pair[]) =>
  parseLog(`d_loss,g_loss\n${pairs.map((pair) => pair.join(",")).join("\n")}`);
const made = (rows: number, value: (row: number, noise: () => number) => Pair) => {
  const dice = uniform(4 * rows, 1);
  let thrown = 0;
  const noise = () => (dice[thrown++]! + 1) / 2;
  return logOf(Array.from({ length: rows }, (_, row) => value(row, noise)));
};
const first = ({ findings }: LogReport) => findings[0] && [findings[0].id, findings[0].level];
const says = (pairs: readonly Pair[], loss?: NamedLoss) =>
  first(diagnoseLog(logOf(pairs), { loss }));
const still = (d: number, g: number, rows = 12) => Array<Pair>(rows).fill([d, g]);

Deno.test("diagnoseLog() names a saturated D, at the cap and at a share of it", () => {
  assertEquals(says(still(7.971192, 0)), ["saturated", "certain"]);
  assertEquals(says(still(13.82, -0)), ["saturated", "certain"]);
  assertEquals(says(still(8.059, 0)), ["saturated", "certain"]);
  assertEquals(says(still(100, 0)), ["saturated", "certain"]);
  const shares: Pair[] = [62, 92, 75, 81, 69, 88, 90, 64, 77, 83, 71, 85].map((d) => [d, 0]);
  const report = diagnoseLog(logOf(shares));
  assertEquals(first(report), ["saturated", "likely"]);
  assertMatch(report.findings[0]!.explanation, /share of fakes that D is wrong about, \d\d of 100/);
});

Deno.test("diagnoseLog() names a D that is right about everything", () => {
  assertEquals(says(still(0, 16.118)), ["ahead", "certain"]);
  assertEquals(says(still(0.000001, 15.424948)), ["ahead", "certain"]);
  const climbs = Array.from({ length: 20 }, (_, i): Pair => [0.5 / (i + 1) ** 2, 2 + i / 3]);
  assertEquals(says(climbs), ["ahead", "likely"]);
});

Deno.test("diagnoseLog() names an unbounded critic, and leaves a bounded one alone", () => {
  const critic = (values: number[]) => says(values.map((d): Pair => [d, d / 10]));
  assertEquals(critic([0, -3.4, -23, -75, -176]), ["unbounded", "likely"]);
  assertEquals(
    critic([0, -1, -3.4, -9, -23, -50, -75, -110, -176, -250, -390, -600])?.[0],
    "unbounded",
  );
  assertEquals(says(still(-8.6, 600)), undefined);
  assertEquals(critic([9, -3, -12, -9, -7, -6, -5, -4.5, -4, -3.8, -3.5, -3.3]), undefined);
  assertEquals(
    critic([0, -20, -26, -28, -28.5, -29, -28, -28.4, -28.2, -28, -27.5, -28]),
    undefined,
  );
});

Deno.test("diagnoseLog() names a D that says the same of everything", () => {
  assertEquals(says(still(0.5, 0)), ["constant", "likely"]);
  assertEquals(says(still(1, 0), "leastSquares"), ["constant", "likely"]);
  assertEquals(says(still(2, 0.3), "hinge"), ["constant", "likely"]);
  assertEquals(says(still(1.386, 0.693)), ["balance", "likely"]);
  assertEquals(says(still(0.6931, 0.6932)), ["balance", "likely"]);
  assertEquals(says(still(1.386, 0.001)), ["balance", "likely"]);
});

Deno.test("diagnoseLog() names a G that only pleases a D that is wrong, and losses that contradict each other", () => {
  const pleased = made(30, (_, noise) => [2.2 + noise() / 2, 0.2 + noise() / 10]);
  assertEquals(first(diagnoseLog(pleased)), ["fooled", "likely"]);
  const climb = made(30, (row, noise) => [1 + row / 4 + noise() / 9, 0.01]);
  assertEquals(first(diagnoseLog(climb)), ["judges", "likely"]);
  assertEquals(says(still(1.4e-7, 1.2e-7)), ["judges", "likely"]);
});

Deno.test("diagnoseLog() names the column and the row at which NaN begins", () => {
  const nan: Pair[] = [[1, 1], [1, 1], [1, 1], [1, NaN], [NaN, NaN]];
  const { findings } = diagnoseLog(logOf(nan));
  assertEquals(findings[0]?.title, "g_loss is not finite from row 4 on");
  assertEquals(first(diagnoseLog(logOf(nan))), ["divergence", "certain"]);
});

Deno.test("diagnoseLog() calls a swing a swing that goes on, and not the noise of batches", () => {
  const swing = made(200, (row, noise) => [1 + noise() / 5, 2 + Math.sin(row / 8) + noise() / 5]);
  assertEquals(first(diagnoseLog(swing)), ["momentum", "worth a look"]);
  const noise = made(200, (_, noise) => [0.7 + noise(), 1.5 + noise() * 2]);
  assertEquals(diagnoseLog(noise).findings, []);
});

Deno.test("diagnoseLog() calls no healthy log sick", () => {
  const healthy = {
    "a start": made(
      12,
      (row, noise) => [1.39 - row / 40 + noise() / 9, 0.69 + row / 20 + noise() / 9],
    ),
    "a long contest": made(400, (_, noise) => [1.1 + noise() / 5, 1.2 + noise() / 5]),
    "D moderately ahead": made(400, (_, noise) => [0.2 + noise() / 2, 3.5 + noise() * 2]),
    "averaged halves": made(60, (_, noise) => [0.6 + noise() / 9, 0.8 + noise() / 5]),
    "least squares": made(60, (_, noise) => [0.2 + noise() / 9, 0.3 + noise() / 5]),
    "hinge": made(60, (_, noise) => [1.2 + noise() / 2, noise() - 0.5]),
  };
  for (const [name, log] of Object.entries(healthy)) {
    assertEquals(faults(diagnoseLog(log)), [], name);
  }
});

Deno.test("diagnoseLog() tells the loss and how D's halves are put together, or that the log does not tell", () => {
  const told = (log: ReturnType<typeof logOf>) => {
    const { family, halves } = diagnoseLog(log).loss;
    return [family, halves];
  };
  assertEquals(told(logOf(still(1.3863, 0.6931))), ["crossEntropy", "sum"]);
  assertEquals(told(logOf(still(7.971, 0))), ["crossEntropy", "mean"]);
  assertEquals(told(logOf(still(-3, 2))), ["wasserstein", undefined]);
  assertEquals(told(made(30, (_, n) => [0.2 + n() / 20, 0.3 + n() / 20])), [
    "leastSquares",
    "mean",
  ]);
  assertEquals(told(made(30, (_, n) => [1.2 + n() / 9, n() - 0.7])), ["hinge", undefined]);
  assertEquals(told(made(30, (_, n) => [0.4 + n() / 9, 2 + n()])), ["crossEntropy", undefined]);
  const halves = "D_loss: 0.5 D_loss_real: 0.4 D_loss_fake: 0.6 G_loss: 1.2\n".repeat(12);
  assertEquals(told(parseLog(halves)), ["crossEntropy", "mean"]);
  const opinions = (d: number) =>
    parseLog(`D_loss: ${d} G_loss: 1.9 D(x): 0.8 D(G(z)): 0.2\n`.repeat(12));
  assertEquals([told(opinions(0.5)), told(opinions(0.25))], [["crossEntropy", "sum"], [
    "crossEntropy",
    "mean",
  ]]);
  assertEquals(told(parseLog("lsgan_D: 0.5 lsgan_G: 0.25\n".repeat(6)))[0], "leastSquares");
});

Deno.test("diagnoseLog() says of the course's runs what the course says of them", async () => {
  const expected: [string, number, string, string][] = [
    ["asAsked", 2, "judges", "certain"],
    ["oneDiscriminator", 2, "output", "certain"],
    ["hiddenActivation", 2, "output", "certain"],
    ["logits", 2, "ahead", "likely"],
    ["xavier", 5, "ahead", "worth a look"],
    ["tanh", 5, "momentum", "worth a look"],
  ];
  for (const [name, seeds, ...finding] of expected) {
    for (let seed = 1; seed <= seeds; seed++) {
      assertEquals(first(diagnoseLog(await recorded(name, seed))), finding, `${name} ${seed}`);
    }
  }
  for (let seed = 1; seed <= 5; seed++) {
    assertEquals(diagnoseLog(await recorded("fixed", seed)).findings, [], `fixed ${seed}`);
  }
});

Deno.test("diagnoseLog() says what a short log cannot tell, and refuses less than five rows", () => {
  const { unjudged } = diagnoseLog(logOf(still(0.8, 1.1, 6)));
  assertEquals(unjudged.map(({ question }) => question), [
    "Do the losses climb or fall?",
    "Do the losses swing?",
  ]);
  assertThrows(
    () => diagnoseLog(logOf(still(1, 1, 4))),
    RangeError,
    "expected at least 5 rows with both losses, got 4",
  );
});

Deno.test("diagnoseLog() asks for what the log lacks, each thing once, in PyTorch and in Keras", () => {
  const { next } = diagnoseLog(logOf(still(7.971, 0)));
  assertEquals(next, ["halves", "gradients", "samples"]);
  const halves = parseLog("D_loss_real: 0 D_loss_fake: 15.94 G_loss: 0\n".repeat(12));
  assertEquals(diagnoseLog(halves).next.includes("halves"), false);
  for (const { pytorch, keras } of Object.values(loggingAdvice)) {
    assertEquals([pytorch, keras].every((code) => code.split("\n").length <= 3), true);
  }
});

Deno.test("logText() shows what was read, the curves with the constant near them, and what is not told", () => {
  const log = logOf(still(7.971, 0));
  const text = logText(log, diagnoseLog(log));
  for (
    const part of [
      'Read 12 rows of a table: D loss from "d_loss", G loss from "g_loss".',
      "D's halves averaged",
      "near 7.971 = -ln 2^-23 / 2",
      "▁▁▁▁",
      "Not told: whether D learns at all",
      "To log next",
      "torchvision.utils.save_image",
    ]
  ) assertStringIncludes(text, part);
});
