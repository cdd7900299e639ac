/**
 * What is measured of a log's two curves.
 *
 * @module
 */
import { type Direction, swing, trend } from "../../trends/trends.ts";
import { deviation, mean, median } from "../exam/numbers.ts";
import type { LossGuess } from "./family.ts";
import type { LossLog } from "./parse_log.ts";
import { restingAt, type RestingLosses } from "./resting.ts";
import { windows } from "./windows.ts";

/** From so many rows on a trend can be told from noise. */
export const enoughForTrends = 12;
/** From so many rows on a swing can be told from the noise of single batches. */
export const enoughForSwings = 80;

/** The curves of one log, measured. */
export interface Curves {
  /** Which loss they are read as. */
  loss: LossGuess;
  /** D's loss at the end, the median of the last quarter, as the log has it. */
  dEnd: number;
  /** The same with D's halves added, where it is known that the log has their mean. */
  dSum: number;
  /** G's loss at the end, the median of the last quarter. */
  gEnd: number;
  /** The medians over the whole log, D's with its halves added. */
  whole: { d: number; g: number };
  /** The means of D's loss over four parts of equal length. */
  dParts: number[];
  /** What D's loss does; `settled`, too, where there are too few rows to say. */
  dTrend: Direction;
  /** What G's loss does. */
  gTrend: Direction;
  /** The swing of G's loss in the second half over its mean, without what noise explains; 0 where there are few rows. */
  gSwing: number;
  /** The constants at which both stand at the end. */
  rest?: RestingLosses;
  /** Whether they have stood there from the beginning. */
  always: boolean;
}

/**
 * Measures the curves of a log.
 *
 * @param log the log, all of it finite
 * @param loss which loss it is of
 * @returns what the findings go by
 */
export function measureCurves({ d, g }: LossLog, loss: LossGuess): Curves {
  const late = -Math.ceil(d.length / 4), lateD = d.slice(late), lateG = g.slice(late);
  const rest = restingAt(lateD, lateG, loss.family), scale = loss.halves === "mean" ? 2 : 1;
  const early = Math.ceil(d.length / 10);
  const trendOf = (values: readonly number[]) =>
    values.length < enoughForTrends ? "settled" : trend(windows(values, 40).map(mean));
  return {
    loss,
    dEnd: median(lateD),
    dSum: scale * median(lateD),
    gEnd: median(lateG),
    whole: { d: scale * median(d), g: median(g) },
    dParts: windows(d, 4).map(mean),
    dTrend: trendOf(d),
    gTrend: trendOf(g),
    gSwing: swingOf(g),
    rest,
    always: rest !== undefined && restingAt(d.slice(early), g.slice(early), loss.family) === rest,
  };
}

/**
 * A swing goes to and fro: neighbours resemble each other, which the noise of single batches does not make them do (von
 * Neumann's ratio, 2 for independent values), and windows differ by more than that noise explains. A drift differs
 * little from one window to the next.
 */
function swingOf(values: readonly number[]): number {
  if (values.length < enoughForSwings) return 0;
  const half = values.slice(values.length >> 1), n = half.length, count = 20;
  const independent = 2 - 3.5 * 2 / Math.sqrt(n);
  if ((swing(half) / deviation(half)) ** 2 > independent) return 0;
  const parts = windows(half, count), within = mean(parts.map((part) => deviation(part) ** 2));
  const noise = within / (n / count - 1); // of a window's mean, squared
  return Math.sqrt(Math.max(0, swing(parts.map(mean)) ** 2 - 2 * noise)) / Math.abs(mean(half));
}
