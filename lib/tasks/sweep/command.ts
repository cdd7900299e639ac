/**
 * `deno task notebooks --sweep`: how sure every verdict is.
 *
 * @module
 */

import { UserError } from "../common/user_error.ts";
import { configArguments } from "../common/offline.ts";
import { assertCodeChecks } from "../notebook/code_check.ts";
import { listNotebooks } from "../notebook/list.ts";
import { setUp } from "../setup/set_up.ts";
import { notebookSubject } from "./notebook_subject.ts";
import { thisProcessor } from "../../backend/processor.ts";
import type { Subject } from "./subject.ts";
import type { Sum } from "./sum_up.ts";
import { merge, readSummary, summaryFile, testsName, weakness, writeSummary } from "./summary.ts";
import { sweep, type SweepOptions } from "./sweep.ts";
import { testsSubject } from "./tests_subject.ts";
import { variants } from "./variants.ts";

/**
 * Sweeps notebooks and tests, and writes the summary.
 *
 * @param names which notebooks; `tests` stands for the tests; all if empty
 * @param options see {@link SweepOptions}
 * @throws {UserError} when a name fits nothing, a seed cannot be varied, or a run failed
 */
export async function runSweep(names: string[], options: SweepOptions): Promise<void> {
  const processor = thisProcessor(), ways = variants(processor.flags);
  await setUp();
  const subjects = await chosenSubjects(names);
  const old = await readSummary();
  const { sums, failures } = await sweep(subjects, ways, options);
  const made = {
    processor: processor.name,
    deno: Deno.version.deno,
    runs: ways.map(({ name }) => name),
  };
  if (sums.size > 0) await writeSummary(merge(old, sums, made));
  for (const [name, ofIt] of sums) for (const text of weak(name, ofIt)) console.log(text);
  console.log(`${sums.size} of ${subjects.length} summed up in ${summaryFile}`);
  if (failures.length > 0) {
    throw new UserError(
      `Cannot sum up the rest:\n${failures.map((text) => `  ${text}`).join("\n")}`,
    );
  }
}

/** Finds whatever can be wrong before hours of work. */
async function chosenSubjects(names: string[]): Promise<Subject[]> {
  const ofNotebooks = names.filter((name) => name !== testsName);
  const paths = names.length > 0 && ofNotebooks.length === 0
    ? []
    : await listNotebooks(ofNotebooks);
  await assertCodeChecks(paths);
  const subjects = await Promise.all(paths.map((path) => notebookSubject(path)));
  const withTests = names.length === 0 || names.includes(testsName);
  if (withTests) subjects.push(await testsSubject(await configArguments()));
  const found = subjects.filter((subject) => subject !== undefined);
  if (found.length > 0) return found;
  throw new UserError(`Cannot sweep ${names.join(", ")}: it gives no verdicts`);
}

function weak(name: string, sums: Sum[]): string[] {
  return sums.flatMap((sum) => {
    const why = weakness(sum);
    if (!why) return [];
    return [`${name}${sum.cell > 0 ? ` cell [${sum.cell}]` : ""} "${sum.says}": ${why}`];
  });
}
