/**
 * Finding verdicts that changed since they were swept, without running anything.
 *
 * @module
 */

import { basename } from "node:path";
import { type Bounded, boundedText, holds } from "../../trends/bounds.ts";
import type { Notebook } from "../notebook/file.ts";
import { verdictDigest } from "./digest.ts";
import { foundIn } from "./found.ts";
import { type Summary, testsName } from "./summary.ts";

const sweepCommand = (name: string) => `deno task notebooks --sweep ${name}`;

/** A notebook's name in the summary. */
export function notebookName(path: string): string {
  return basename(path, ".ipynb");
}

/**
 * Finds a notebook's verdicts that no sweep knows: their code, sentence or bounds are new.
 *
 * @param path the notebook's file
 * @param notebook the notebook with its outputs
 * @param summary the summary of the sweeps
 * @returns one sentence for each
 */
export function unswept(path: string, notebook: Notebook, summary: Summary): string[] {
  const name = notebookName(path), short = /^\d+/.exec(name)?.[0] ?? name;
  const known = new Set(
    summary.verdicts.filter((entry) => entry.notebook === name).map(({ digest }) => digest),
  );
  return foundIn(notebook).filter(({ digest }) => !known.has(digest)).map(({ cell, says }) =>
    `cell [${cell}]: its verdict "${says}" has changed since the sweep: run ${sweepCommand(short)}`
  );
}

/**
 * What is wrong with a test's claim.
 *
 * @param test the test's name
 * @param rests what it rests on
 * @param summary the summary of the sweeps
 * @returns one sentence for each fault
 */
export function claimFaults(test: string, rests: readonly Bounded[], summary: Summary): string[] {
  const failing = rests.filter((bounded) => !holds(bounded));
  const digest = verdictDigest({ says: test, rests });
  const known = summary.tests.some((entry) => entry.test === test && entry.digest === digest);
  return [
    ...(rests.length === 0 ? ["it rests on nothing"] : []),
    ...failing.map((bounded) => `does not hold: ${boundedText(bounded)}`),
    ...(known ? [] : [`it has changed since the sweep: run ${sweepCommand(testsName)}`]),
  ];
}
