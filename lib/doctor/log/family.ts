/**
 * Which loss the numbers of a log belong to.
 *
 * @module
 */
import { extent, median } from "../exam/numbers.ts";
import { recordedRun } from "./json.ts";
import type { LossLog } from "./parse_log.ts";
import { type Halves, type LossFamily, restingAt } from "./resting.ts";

/** A loss, and how that is known. */
export interface LossGuess {
  /** The loss. */
  family: LossFamily;
  /** How D's two halves are put together; nothing where the log does not tell. */
  halves?: Halves;
  /** How that is known, as half a sentence. */
  because: string;
}

/** The names of the losses that a user can give. */
export const lossNames = [
  "crossEntropy",
  "crossEntropyMean",
  "leastSquares",
  "leastSquaresMean",
  "hinge",
  "wasserstein",
  "relativistic",
] as const;

/** The name of a loss that a user can give; `Mean` says that D's halves are averaged, else they are added. */
export type NamedLoss = (typeof lossNames)[number];

/** Words in the names of columns that give the loss away. */
const words: readonly [RegExp, LossFamily][] = [
  [/wasserstein|wgan|critic|wdist/i, "wasserstein"],
  [/hinge/i, "hinge"],
  [/lsgan|least.?sq/i, "leastSquares"],
  [/relativ|rsgan|ragan/i, "relativistic"],
];

const lowest = (values: readonly number[]) => extent(values)[0];

/** No cross entropy and no square is below 0; by rounding, Keras's reach -1e-6. */
const negative = -1e-5;

/**
 * Says which loss a log's numbers are of.
 *
 * @param log the log
 * @param named the loss, where the user knows it
 * @returns the loss, and how that is known
 */
export function guessLoss(log: LossLog, named?: NamedLoss): LossGuess {
  if (named) return { ...ofName(named), because: "you named it" };
  if (log.format === recordedRun) {
    return { ...ofName("crossEntropy"), because: "this project's runs are recorded so" };
  }
  const names = [log.columns.d, log.columns.g, ...log.others];
  for (const [pattern, family] of words) {
    const name = names.find((name) => pattern.test(name));
    if (name) return { family, halves: halvesOf(log), because: `a column is called ${name}` };
  }
  return ofNumbers(log);
}

function ofName(named: NamedLoss): Omit<LossGuess, "because"> {
  const mean = named.endsWith("Mean");
  return {
    family: (mean ? named.slice(0, -"Mean".length) : named) as LossFamily,
    halves: mean ? "mean" : "sum",
  };
}

function ofNumbers(log: LossLog): LossGuess {
  const rows = log.d.flatMap((d, i): [number, number][] => {
    const g = log.g[i]!;
    return Number.isFinite(d) && Number.isFinite(g) ? [[d, g]] : [];
  });
  const d = rows.map(([d]) => d), g = rows.map(([, g]) => g), late = -Math.ceil(rows.length / 4);
  const halves = halvesOf(log);
  if (lowest(d) < negative) {
    return { family: "wasserstein", because: "D's loss is below 0 at times" };
  }
  const rest = rows.length > 0 ? restingAt(d.slice(late), g.slice(late)) : undefined;
  if (rest) {
    return {
      ...rest,
      halves: rest.halves ?? halves,
      because: `the losses stand at ${rest.formula}`,
    };
  }
  if (lowest(g) < negative) {
    return { family: "hinge", halves, because: "G's loss is below 0 at times, D's never" };
  }
  const misses = fits.map(({ of }) => Math.abs(Math.log(median(rows.map(of)) || 1)));
  const [sum, mean, ...squares] = misses, bestSquares = Math.min(...squares);
  if (extent(g)[1] < 2 && bestSquares < 0.2 && bestSquares < 0.5 * Math.min(sum!, mean!)) {
    const one = fits[misses.indexOf(bestSquares)]!;
    return { family: "leastSquares", halves: halves ?? one.halves, because: one.because };
  }
  return {
    family: "crossEntropy",
    halves: halves ?? startHalves(rows) ?? opinionHalves(log) ??
      (median(rows.map(fits[0]!.of)) > 1.05 ? "mean" : undefined),
    because: "the numbers are those of a cross entropy, and nothing speaks against it",
  };
}

/**
 * What holds between the two losses when D is as sure of real images as of fakes: e^-D/2 is the probability that it is
 * right, e^-G that it is wrong about a fake, and together they are 1.
 */
const fits: readonly { of(row: [number, number]): number; halves: Halves; because: string }[] = [
  {
    of: ([d, g]) => Math.exp(-d / 2) + Math.exp(-g),
    halves: "sum",
    because: "e^(-D/2) + e^-G is about 1",
  },
  {
    of: ([d, g]) => Math.exp(-d) + Math.exp(-g),
    halves: "mean",
    because: "e^-D + e^-G is about 1",
  },
  {
    of: ([d, g]) => Math.sqrt(d / 2) + Math.sqrt(g),
    halves: "sum",
    because: "the roots of D/2 and G add up to about 1",
  },
  {
    of: ([d, g]) => Math.sqrt(d) + Math.sqrt(g),
    halves: "mean",
    because: "the roots of D and G add up to about 1",
  },
];

/** An untrained D has no opinion: 2 ln 2 if the halves are added, ln 2 if they are averaged. */
function startHalves([first]: readonly [number, number][]): Halves | undefined {
  if (!first || Math.abs(first[1] - Math.LN2) > 0.15) return undefined;
  if (Math.abs(first[0] - 2 * Math.LN2) < 0.15) return "sum";
  return Math.abs(first[0] - Math.LN2) < 0.15 ? "mean" : undefined;
}

/** Both halves together are at least what D's mean opinions come to, by Jensen's inequality; their mean is half as much. */
function opinionHalves({ d, opinions }: LossLog): Halves | undefined {
  if (!opinions) return undefined;
  const least = opinions.real.map((p, i) => -Math.log(p) - Math.log(1 - opinions.fake[i]!));
  const ratio = median(d.map((loss, i) => loss / least[i]!).filter(Number.isFinite));
  return ratio > 0.95 ? "sum" : ratio < 0.85 ? "mean" : undefined;
}

/** Where the log has the halves, they tell. */
function halvesOf({ d, halves }: LossLog): Halves | undefined {
  if (!halves) return undefined;
  const ratio = median(d.map((loss, i) => loss / (halves.real[i]! + halves.fake[i]!)));
  return Math.abs(ratio - 1) < 0.1 ? "sum" : Math.abs(ratio - 0.5) < 0.05 ? "mean" : undefined;
}
