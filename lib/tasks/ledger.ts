/**
 * `deno task ledger`: makes the runs of the study that are missing, and sums them up.
 *
 * @module
 */
import { positiveWhole } from "./common/options.ts";
import { usualJobs } from "./common/side_by_side.ts";
import { start, task } from "./common/task.ts";

const command = task("ledger")
  .description("Make the study's missing runs in data/study/runs and write data/study/ledger.json.")
  .option(
    "--check",
    "make every run again, elsewhere, and compare with the committed ledger; goes on where it was stopped",
  )
  .option("--jobs <number>", "runs side by side", positiveWhole, usualJobs)
  .option("--only <names...>", "these experiments alone");

if (import.meta.main) {
  await start(command, async () => (await import("./work/ledger.ts")).makeLedger);
}
