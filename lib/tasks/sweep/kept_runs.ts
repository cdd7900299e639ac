/**
 * The finished runs of a sweep, kept so that a sweep can go on where it was stopped.
 *
 * @module
 */

import { join } from "node:path";
import { writeAtomically } from "../../files/atomic_write.ts";
import { cache } from "../common/paths.ts";
import type { RunResult, Subject } from "./subject.ts";
import type { Variant } from "./variants.ts";

/** Where the runs are kept. */
export const keptRuns: string = join(cache, "sweep");

/** A run as it is kept. */
export interface KeptRun extends RunResult {
  /** The digest of the code that ran. */
  code: string;
  /** How long it took. */
  seconds: number;
}

const pathOf = (folder: string, { name }: Subject, variant: Variant) =>
  join(folder, name, `${variant.name}.json`);

/**
 * Reads a kept run.
 *
 * @param folder where runs are kept
 * @param subject what ran
 * @param variant how
 * @returns the run; `undefined` if there is none of this code, or one in which something went wrong
 */
export async function keptRun(
  folder: string,
  subject: Subject,
  variant: Variant,
): Promise<KeptRun | undefined> {
  try {
    const run: KeptRun = JSON.parse(await Deno.readTextFile(pathOf(folder, subject, variant)));
    return run.code === subject.code && run.faults.length === 0 ? run : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Keeps a run.
 *
 * @param folder where runs are kept
 * @param subject what ran
 * @param variant how
 * @param run what came out
 */
export async function keepRun(
  folder: string,
  subject: Subject,
  variant: Variant,
  run: KeptRun,
): Promise<void> {
  await Deno.mkdir(join(folder, subject.name), { recursive: true });
  await writeAtomically(pathOf(folder, subject, variant), JSON.stringify(run) + "\n");
}
