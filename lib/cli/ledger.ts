/**
 * `deno task ledger`: makes the runs of the study that are missing, and sums them up.
 *
 * @module
 */
import { Command } from "commander";
import { positiveWhole } from "./common/options.ts";
import { runTask } from "./common/user_error.ts";
import { makeLedger } from "./work/ledger.ts";

const command = new Command("deno task ledger")
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
  .option("--only <names...>", "these experiments alone")
  .allowExcessArguments(false)
  .showHelpAfterError();

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => makeLedger(command.opts()));
}
