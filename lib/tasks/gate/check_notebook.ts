/**
 * One notebook: run, judged, and written if asked for.
 *
 * @module
 */

import { dirname } from "node:path";
import { shorten } from "../notebook/constants.ts";
import { readNotebook, writeNotebook } from "../notebook/file.ts";
import { differences, faults } from "../notebook/outputs.ts";
import { execute, type ExecuteOptions } from "../notebook/run.ts";
import { root } from "../common/paths.ts";
import { readSummary } from "../sweep/summary.ts";
import { unswept } from "../sweep/unswept.ts";

/** How {@link checkNotebook} runs a notebook. */
export interface CheckOptions extends ExecuteOptions {
  /** Whether it runs with the number of epochs that is set for tests. @default {false} */
  quick?: boolean;
}

/**
 * Runs a notebook and compares it with the committed one.
 *
 * @param path the notebook
 * @param options see {@link CheckOptions}
 * @returns what is wrong, one sentence each; nothing for a good notebook
 * @throws {UserError} when it cannot be read or does not come to its end
 */
export async function checkNotebook(
  path: string,
  { quick = false, ...options }: CheckOptions = {},
): Promise<string[]> {
  const committed = await readNotebook(path);
  const executed = await execute(quick ? shorten(committed) : committed, dirname(path), options);
  return [
    ...[...faults(committed), ...unswept(path, committed, await readSummary())]
      .map((fault) => `as committed: ${fault}`),
    ...faults(executed),
    ...differences(executed, committed),
  ];
}

/** What {@link refreshNotebook} did. */
export interface Refreshed {
  /** The faults for which the file was left as it was. */
  faults: string[];
  /** What changed in what was written. */
  changes: string[];
  /** What is left to do. */
  remarks: string[];
}

/**
 * Runs a notebook in full and writes its outputs into the file, unless the run is at fault.
 *
 * @param path the notebook
 * @returns what came of it
 * @throws {UserError} when it cannot be read or does not come to its end
 */
export async function refreshNotebook(path: string): Promise<Refreshed> {
  const committed = await readNotebook(path);
  const executed = await execute(committed, dirname(path));
  const found = faults(executed);
  const shown = JSON.stringify(executed.cells.map(({ outputs }) => outputs));
  if (shown.includes(JSON.stringify(root).slice(1, -1))) {
    found.push(`an output shows a folder of this machine: ${root}`);
  }
  if (found.length === 0) await writeNotebook(path, executed);
  const remarks = unswept(path, executed, await readSummary());
  return { faults: found, changes: differences(executed, committed), remarks };
}
