/**
 * The summary of all sweeps, `data/study/verdicts.json`.
 *
 * @module
 */

import { join } from "node:path";
import { writeAtomically } from "../../files/atomic_write.ts";
import { root } from "../common/paths.ts";
import { UserError } from "../common/user_error.ts";
import type { Sum } from "./sum_up.ts";

/** A notebook's verdict over all runs. */
export interface VerdictEntry extends Sum {
  /** The notebook's name without `.ipynb`. */
  notebook: string;
}

/** A test's claim over all runs. */
export interface TestEntry extends Omit<Sum, "cell" | "says"> {
  /** The test's name. */
  test: string;
}

/** How sure every verdict is. */
export interface Summary {
  /** The processor that made the last sweep. */
  processor: string;
  /** The version of Deno that made it. */
  deno: string;
  /** The names of its runs. */
  runs: string[];
  /** The notebooks' verdicts, in reading order. */
  verdicts: VerdictEntry[];
  /** The tests' claims. */
  tests: TestEntry[];
}

/** The summary's file. */
export const summaryFile: string = join(root, "data", "study", "verdicts.json");

/** The word that stands for the tests where notebooks are named. */
export const testsName = "tests";

/** The margin, in standard deviations, that a verdict needs to come out again on another machine. */
export const enough = 3;

/**
 * Reads the summary.
 *
 * @returns the summary, empty where there is none yet
 * @throws {UserError} when the file is not JSON
 */
export async function readSummary(): Promise<Summary> {
  try {
    return JSON.parse(await Deno.readTextFile(summaryFile));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      return { processor: "", deno: "", runs: [], verdicts: [], tests: [] };
    }
    throw new UserError(`Cannot read ${summaryFile}: ${(error as Error).message}`);
  }
}

/**
 * Puts new sums into a summary. What was not swept stays.
 *
 * @param old the summary so far
 * @param sums the sums of each notebook, or of the tests, by name
 * @param made where and how they were made
 * @returns the new summary
 */
export function merge(
  old: Summary,
  sums: ReadonlyMap<string, Sum[]>,
  made: Pick<Summary, "processor" | "deno" | "runs">,
): Summary {
  const kept = old.verdicts.filter(({ notebook }) => !sums.has(notebook));
  const swept = [...sums].filter(([name]) => name !== testsName)
    .flatMap(([notebook, ofIt]) => ofIt.map((sum): VerdictEntry => ({ notebook, ...sum })));
  const tests = sums.get(testsName)?.map(({ cell: _, says, ...sum }): TestEntry => ({
    test: says,
    ...sum,
  }));
  return {
    ...made,
    verdicts: [...kept, ...swept].sort((a, b) =>
      a.notebook < b.notebook ? -1 : +(a.notebook > b.notebook)
    ),
    tests: tests ?? old.tests,
  };
}

/**
 * Writes the summary.
 *
 * @param summary the summary
 */
export async function writeSummary(summary: Summary): Promise<void> {
  await writeAtomically(summaryFile, JSON.stringify(summary, null, 1) + "\n");
}

/**
 * What is wrong with a verdict that was swept.
 *
 * @param sum the verdict over all runs
 * @returns in words; `undefined` for one that is sure
 */
export function weakness(
  { held, of, margin }: Pick<Sum, "held" | "of" | "margin">,
): string | undefined {
  if (held < of) return `held in ${held} of ${of} runs`;
  if (margin !== null && margin < enough) {
    return `held in all runs, but only by ${margin} standard deviations, expected at least ${enough}`;
  }
  return undefined;
}
