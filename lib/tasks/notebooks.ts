/**
 * `deno task notebooks`: runs notebooks in full through the real kernel, judges them by their
 * outputs and, if asked for, writes these into the files or finds out how sure their verdicts are.
 *
 * @module
 */

import { Option } from "commander";
import { basename } from "node:path";
import { checkNotebook, refreshNotebook } from "./gate/check_notebook.ts";
import { assertCodeChecks } from "./notebook/code_check.ts";
import { listNotebooks } from "./notebook/list.ts";
import { setUp } from "./setup/set_up.ts";
import { runSweep } from "./sweep/command.ts";
import { whole } from "./common/options.ts";
import { usualJobs } from "./common/side_by_side.ts";
import { start, task } from "./common/task.ts";

const command = task("notebooks")
  .description("Run notebooks in full and judge them by their outputs.")
  .argument("[names...]", "which ones, for instance 01 (default: all)")
  .option("--write", "write the new outputs into the notebooks that ran without fault")
  .addOption(
    new Option(
      "--sweep",
      "find out how sure every verdict is: run the notebooks with five seeds, other kernels and " +
        "another backend, and write data/study/verdicts.json. All of them and the tests (named tests) take about " +
        "1.5 hours on two cores. Ctrl+C stops it; the next sweep goes on from there",
    ).conflicts("write"),
  )
  .option("--jobs <number>", "runs side by side in a sweep", whole, usualJobs)
  .option("--fresh", "in a sweep: make runs again that are kept, as after a change of the library");

interface NotebooksOptions {
  write?: boolean;
  sweep?: boolean;
  jobs: number;
  fresh?: boolean;
}

/** Runs one notebook and says how it went. Returns whether it is good. */
async function report(path: string, write: boolean): Promise<boolean> {
  const start = performance.now();
  console.log(`${basename(path)} ...`);
  const { faults, changes, remarks } = write
    ? await refreshNotebook(path)
    : { faults: await checkNotebook(path), changes: [], remarks: [] };
  for (const fault of faults) console.log(`  ${fault}`);
  for (const change of changes) console.log(`  changed: ${change}`);
  for (const remark of remarks) console.log(`  left to do: ${remark}`);
  const verdict = faults.length > 0 ? "failed" : write ? "written" : "as committed";
  console.log(`${basename(path)} ${verdict} (${Math.round((performance.now() - start) / 1000)} s)`);
  return faults.length === 0;
}

async function main(
  names: string[],
  { write = false, sweep, ...options }: NotebooksOptions,
): Promise<void> {
  if (sweep) return await runSweep(names, options);
  const paths = await listNotebooks(names);
  // A kernel would go on after the first cell failed, on a backend that takes hours.
  if (Deno.env.get("GAN_CLINIC_BACKEND")) {
    const { chooseBackend } = await import("./common/backend.ts");
    await chooseBackend();
  }
  await setUp();
  await assertCodeChecks(paths);
  let failed = 0;
  for (const path of paths) if (!await report(path, write)) failed++;
  console.log(`${paths.length - failed} passed, ${failed} failed`);
  if (failed > 0) Deno.exit(1);
}

if (import.meta.main) await start(command, () => Promise.resolve(main));
