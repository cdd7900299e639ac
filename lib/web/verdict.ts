/**
 * What a run's losses say, in a sentence.
 *
 * @module
 */
import type { History } from "../gan/history.ts";
import { restingPoint, restingPoints } from "../gan/resting_point.ts";
import { trend } from "../trends/trends.ts";

const meanings: Record<keyof typeof restingPoints, string> = {
  bothSatisfied:
    "softplus(−1) + softplus(1) and softplus(−1): both sides are satisfied, and nobody learns",
  flatSigmoids:
    "softplus(−1) + ln 2 and ln 2: D is always right, and its flat sigmoids let no gradient through",
  balance: "2 ln 2 and ln 2: D can no longer tell",
};

/**
 * Finds the closed form at which a run came to rest.
 *
 * @param history the run
 * @returns the point's name, or nothing where the losses rest at none
 */
export const restOf = (history: History): keyof typeof restingPoints | undefined =>
  restingPoint(history.epochMeans("dLoss"), history.epochMeans("gLoss"));

/**
 * Says where a run's losses rest, or what they do over the second half of the run.
 *
 * @param history the run, of at least 16 epochs
 * @returns the sentence
 */
export function verdictOn(history: History): string {
  const rest = restOf(history);
  if (rest) {
    const { dLoss, gLoss } = restingPoints[rest];
    return `D rests at ${dLoss.toFixed(4)}, G at ${gLoss.toFixed(4)}: ${meanings[rest]}.`;
  }
  const [d, g] = [clause(history.epochMeans("dLoss")), clause(history.epochMeans("gLoss"))];
  return `In the second half, the D loss ${d}, the G loss ${g}; neither rests at a closed form.`;
}

function clause(means: number[]): string {
  const half = means.slice(means.length >> 1), direction = trend(half);
  const written = (value: number) => value.toPrecision(3);
  if (direction !== "settled") {
    return `${direction} from ${written(half[0]!)} to ${written(half.at(-1)!)}`;
  }
  const low = Math.min(...half), high = Math.max(...half);
  return `shows no trend (${written(low)} to ${written(high)})`;
}
