/**
 * `deno task ledger`: makes the runs of the study that are missing, and sums them up.
 *
 * @module
 */
import { positiveWhole } from "./common/options.ts";
import { task } from "./common/task.ts";
import { runTask } from "./common/user_error.ts";

const command = task("ledger")
  .description("Make the study's missing runs in data/study/runs and write data/study/ledger.json.")
  .option(
    "--check",
    "make every run again, elsewhere, and compare with the committed ledger; goes on where it was stopped",
  )
  .option(
    "--jobs <number>",
    "runs side by side",
    positiveWhole,
    Math.min(2, navigator.hardwareConcurrency),
  )
  .option("--only <names...>", "these experiments alone");

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(async () => {
    const { makeLedger } = await import("./work/ledger.ts");
    await makeLedger(command.opts());
  });
}
