/**
 * What a run's losses say, in a sentence.
 *
 * @module
 */
import type { History } from "../gan/history.ts";
import { balance, bothSatisfied, type FixedPoint, flatSigmoids } from "../gan/losses/mod.ts";
import { settlesAt, trend } from "../trends/trends.ts";

const points: readonly (FixedPoint & { meaning: string })[] = [
  {
    ...bothSatisfied(),
    meaning:
      "softplus(−1) + softplus(1) and softplus(−1): both sides are satisfied, and nobody learns",
  },
  {
    ...flatSigmoids(),
    meaning:
      "softplus(−1) + ln 2 and ln 2: D is always right, and its flat sigmoids let no gradient through",
  },
  {
    ...balance(),
    meaning: "2 ln 2 and ln 2: D can no longer tell",
  },
];

/** How near counts as there, in nats. */
const tolerance = 0.01;

/**
 * Finds the closed form at which a run came to rest.
 *
 * @param history the run
 * @returns the point, or nothing where the losses rest at none
 */
export function restingPoint(history: History): typeof points[number] | undefined {
  const d = history.epochMeans("dLoss"), g = history.epochMeans("gLoss");
  return points.find(({ dLoss, gLoss }) =>
    settlesAt(d, dLoss, tolerance).settled && settlesAt(g, gLoss, tolerance).settled
  );
}

/**
 * Says where a run's losses rest, or what they do over the second half of the run.
 *
 * @param history the run, of at least 16 epochs
 * @returns the sentence
 */
export function verdictOn(history: History): string {
  const rest = restingPoint(history);
  if (rest) {
    const [d, g] = [rest.dLoss, rest.gLoss].map((value) => value.toFixed(4));
    return `D rests at ${d}, G at ${g}: ${rest.meaning}.`;
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
