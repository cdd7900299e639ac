/**
 * What a loss number means: the constants at which stuck losses sit.
 *
 * @module
 */
import { type Clip, clips } from "./clips.ts";
import {
  balance,
  bothSatisfied,
  type FixedPoint,
  flatSigmoids,
} from "../../gan/losses/fixed_points.ts";

/** What the two networks minimise, as a log can tell it. */
export type LossFamily = "crossEntropy" | "leastSquares" | "hinge" | "wasserstein" | "relativistic";

/** How D's two halves are put together. */
export type Halves = "sum" | "mean";

/** What a pair of losses that stands still says. */
export type RestingId =
  | "noOpinion"
  | "bothSatisfied"
  | "flatSigmoids"
  | "wrongAboutFakes"
  | "surelyRight"
  | "sameForAll";

/** A pair of constants at which losses come to rest. */
export interface RestingLosses {
  /** What it says. */
  id: RestingId;
  /** D's loss in nats; nothing where any value will do. */
  d?: number;
  /** G's loss in nats; nothing where any value will do. */
  g?: number;
  /** Under which loss. */
  family: LossFamily;
  /** How D's halves are put together there, where it matters. */
  halves?: Halves;
  /** How the numbers come about. */
  formula: string;
  /** Where they are seen: a framework and its setting, where it is one's own. */
  seenIn?: string;
}

/** A cross entropy's resting point, with D's halves added or averaged. */
const crossEntropy = (id: RestingId, { dLoss, gLoss }: FixedPoint, d: string, g: string) =>
  (["sum", "mean"] as const).map((halves): RestingLosses => ({
    id,
    d: halves === "sum" ? dLoss : dLoss / 2,
    g: gLoss,
    family: "crossEntropy",
    halves,
    formula: `D ${halves === "sum" ? d : `(${d}) / 2`}, G ${g}`,
  }));

/** D's and G's loss where a clip holds one of them: D is wrong about all fakes, or right about everything. */
const clipped = ({ cap, formula, seenIn }: Clip): RestingLosses[] => [
  ...(["sum", "mean"] as const).map((halves): RestingLosses => ({
    id: "wrongAboutFakes",
    d: halves === "sum" ? cap : cap / 2,
    g: 0,
    family: "crossEntropy",
    halves,
    formula: `D ${formula}${halves === "sum" ? "" : " / 2"}, G 0`,
    seenIn,
  })),
  {
    id: "surelyRight",
    d: 0,
    g: cap,
    family: "crossEntropy",
    formula: `D 0, G ${formula}`,
    seenIn,
  },
];

/** Least squares with targets 1 and 0, where D puts `c` out for everything. */
const squares = (id: RestingId, c: number) =>
  (["sum", "mean"] as const).map((halves): RestingLosses => ({
    id,
    d: ((1 - c) ** 2 + c ** 2) / (halves === "sum" ? 1 : 2),
    g: (1 - c) ** 2,
    family: "leastSquares",
    halves,
    formula: `D ((1 - c)^2 + c^2)${
      halves === "sum" ? "" : " / 2"
    }, G (1 - c)^2 at D's output c = ${c}`,
  }));

/**
 * The constants at which stuck losses sit, those of the most common losses first. Each is what its formula gives when D
 * puts out one number for everything, or when a clip holds a logarithm.
 *
 * @example
 * ```ts
 * import { restingLosses } from "@gan-clinic/gan-clinic/doctor";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const { d, g } = restingLosses.find(({ id, halves }) => id === "wrongAboutFakes" && halves === "mean")!;
 * assertAlmostEquals(d!, 8.059, 1e-3);
 * assertAlmostEquals(g!, 0);
 * ```
 */
export const restingLosses: readonly RestingLosses[] = [
  ...crossEntropy("noOpinion", balance(), "2 ln 2", "ln 2"),
  ...crossEntropy("bothSatisfied", bothSatisfied(), "softplus(-1) + softplus(1)", "softplus(-1)"),
  ...crossEntropy("flatSigmoids", flatSigmoids(), "softplus(-1) + ln 2", "ln 2"),
  ...clips.flatMap(clipped),
  {
    id: "noOpinion",
    d: balance().dLoss,
    family: "crossEntropy",
    halves: "sum",
    formula: "D 2 ln 2, G ln 2 times what its part is multiplied by",
    seenIn: "super-resolution, where G's part of the contest counts 0.001",
  },
  ...squares("noOpinion", 0.5),
  ...squares("sameForAll", 1),
  ...squares("sameForAll", 0),
  {
    id: "sameForAll",
    d: 2,
    family: "hinge",
    halves: "sum",
    formula: "D (1 - c) + (1 + c) = 2, G -c where D puts out c, between -1 and 1, for everything",
  },
  {
    id: "sameForAll",
    d: 1,
    g: -1,
    family: "hinge",
    halves: "mean",
    formula: "D ((1 - c) + (1 + c)) / 2 = 1, G -c where D puts out c = 1 for everything",
  },
  {
    id: "sameForAll",
    d: 0,
    family: "wasserstein",
    formula: "D c - c = 0, G -c where the critic puts out c for everything",
  },
];

/**
 * Finds the constants at which two losses stand.
 *
 * @param d D's loss over the end of a log
 * @param g G's loss over the same
 * @param family which loss it is, where that is known; all are tried otherwise
 * @returns the constants; nothing where the losses move, or stand elsewhere
 */
export function restingAt(
  d: readonly number[],
  g: readonly number[],
  family?: LossFamily,
): RestingLosses | undefined {
  return restingLosses.find((point) =>
    (family ?? point.family) === point.family && stands(d, point.d) && stands(g, point.g) &&
    // Zero and nothing else says little: a Wasserstein loss may pass it, and other losses reach it.
    (point.family !== "wasserstein" || family === "wasserstein")
  );
}

/** Whether values stand still, at a number if one is given: to 0.01 nats, or 1 in 1000 where that is more. */
function stands(values: readonly number[], at?: number): boolean {
  const sorted = values.toSorted((a, b) => a - b), target = at ?? sorted[sorted.length >> 1]!;
  const room = Math.max(0.01, Math.abs(target) / 1000);
  const near = values.filter((value) => Math.abs(value - target) <= room).length;
  return near >= 0.9 * values.length;
}
