/**
 * Interleaved rounds: all contenders in turn, several times, so that a busy moment of the machine affects them all.
 *
 * @module
 */
import { median } from "simple-statistics";
import { type Contender, runContender } from "./contenders.ts";
import type { Measurement } from "./measure.ts";

/** What a contender measured in all rounds, or why it could not run. */
export interface Result extends Omit<Contender, "command"> {
  /** One measurement a round. */
  rounds: Measurement[];
  /** Why it could not run, if so. */
  failure?: string;
}

/**
 * Runs all contenders in turn, round after round. One that fails is left out from then on.
 *
 * @param contenders who takes part
 * @param count how many rounds
 * @param tell called before each run, for showing progress
 * @returns one result for each contender, in order
 */
export async function runRounds(
  contenders: Contender[],
  count: number,
  tell: (round: number, contender: Contender) => void = () => {},
): Promise<Result[]> {
  const results = contenders.map(({ command: _, ...rest }): Result => ({ ...rest, rounds: [] }));
  for (let round = 0; round < count; round++) {
    for (const [i, contender] of contenders.entries()) {
      const result = results[i]!;
      if (result.failure !== undefined) continue;
      tell(round, contender);
      try {
        result.rounds.push(await runContender(contender));
      } catch (error) {
        result.failure = (error as Error).message;
      }
    }
  }
  return results;
}

/**
 * The median over rounds of the ratio of two contenders' best steps in that round.
 *
 * @param a the contender in question
 * @param b the one that it is compared with
 * @returns the ratio: below 1, `a` is faster; NaN without a common round
 */
export function ratio(a: Result, b: Result): number {
  const ratios = a.rounds.slice(0, b.rounds.length).map(({ min }, i) => min / b.rounds[i]!.min);
  return ratios.length === 0 ? NaN : median(ratios);
}

/**
 * The largest difference between two contenders' losses of the first steps.
 *
 * @param a one contender
 * @param b another
 * @returns the difference; NaN if one reports no losses
 */
export function lossDifference(a: Result, b: Result): number {
  const [x, y] = [a, b].map(({ rounds }) => rounds[0]?.losses.flat() ?? []) as [number[], number[]];
  const length = Math.min(x.length, y.length);
  if (length === 0) return NaN;
  return Math.max(...x.slice(0, length).map((loss, i) => Math.abs(loss - y[i]!)));
}
