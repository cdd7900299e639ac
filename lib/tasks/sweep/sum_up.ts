/**
 * Summing up the runs of one notebook, or of the tests.
 *
 * @module
 */

import type { Bounded } from "../../trends/bounds.ts";
import { UserError } from "../common/user_error.ts";
import type { Found } from "./found.ts";
import { type OverRuns, overRuns, smallest } from "./margin.ts";

/** A verdict over all runs. */
export interface Sum {
  /** The code cell, from 1; 0 for a test. */
  cell: number;
  /** The sentence, or the test's name. */
  says: string;
  /** In how many runs it held. */
  held: number;
  /** Of how many. */
  of: number;
  /** How many standard deviations the nearest bound is away; null where nothing varies. */
  margin: number | null;
  /** What it rests on. */
  rests: OverRuns[];
  /** By what it is known. */
  digest: string;
}

/**
 * Sums up the verdicts of several runs, each by its place.
 *
 * @param name the notebook's name, for messages
 * @param runs the verdicts of each run
 * @param everyRun whether a verdict that a run did not give counts as not held; tests may be left out of some runs
 * @returns the verdicts in the notebook's order
 * @throws {UserError} when a sentence, or the name or bounds of a number, differ from run to run
 */
export function sumUp(name: string, runs: readonly Found[][], everyRun = true): Sum[] {
  const places = Map.groupBy(runs.flat(), ({ place }) => place);
  // A run that broke off may have lost a verdict which a later one gives: the order is that of the cells.
  return [...places.values()]
    .map((given) =>
      sumUpOne(name, given as [Found, ...Found[]], everyRun ? runs.length : undefined)
    )
    .sort((a, b) => a.cell - b.cell);
}

function sumUpOne(name: string, given: [Found, ...Found[]], of = given.length): Sum {
  // Where a run was too short to judge, nothing was measured.
  const measured = given.filter(({ rests }) => rests.length > 0), [first = given[0]] = measured;
  const { place, cell, says, digest } = first;
  const other = given.find((found) => found.says !== says);
  if (other) {
    throw new UserError(
      `Cannot sum up ${name}, ${place}: its sentence differs from run to run, "${says}" and "${other.says}"; ` +
        "keep what varies out of it",
    );
  }
  if (measured.some((found) => found.digest !== digest)) {
    throw new UserError(
      `Cannot sum up ${name}, ${place}, "${says}": a number's name or bounds differ from run to run; ` +
        "compare a ratio or a difference with a bound that is the same in all",
    );
  }
  const parts = first.rests.map((_, i) =>
    overRuns(measured.map(({ rests }) => rests[i]!) as [Bounded, ...Bounded[]])
  );
  return {
    cell,
    says,
    held: given.filter(({ held }) => held === true).length,
    of,
    margin: smallest(parts.map(({ margin }) => margin)),
    rests: parts.map(({ rest }) => rest),
    digest,
  };
}
