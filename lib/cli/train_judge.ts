/**
 * `deno task train-judge`: trains the judge, in whose features the quality of generators is measured.
 *
 * @module
 */
import { Command } from "commander";
import { positive, whole } from "./common/options.ts";
import { runTask } from "./common/user_error.ts";
import { makeJudge } from "./work/train_judge.ts";

const command = new Command("deno task train-judge")
  .description("Train the classifier in whose features FID, precision and recall are measured.")
  .option("--epochs <number>", "how long to train", positive, 8)
  .option("--seed <number>", "the seed of weights and shuffles", whole, 1)
  .option("--out <folder>", "where to write (default: data/models/judge)")
  .allowExcessArguments(false)
  .showHelpAfterError();

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => makeJudge(command.opts()));
}
