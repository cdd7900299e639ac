/**
 * `deno task train-judge`: trains the judge, in whose features the quality of generators is measured.
 *
 * @module
 */
import { positive, whole } from "./common/options.ts";
import { task } from "./common/task.ts";
import { runTask } from "./common/user_error.ts";

const command = task("train-judge")
  .description("Train the classifier in whose features FID, precision and recall are measured.")
  .option("--epochs <number>", "how long to train", positive, 8)
  .option("--seed <number>", "the seed of weights and shuffles", whole, 1)
  .option("--out <folder>", "where to write (default: data/models/judge)");

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(async () => {
    const { makeJudge } = await import("./work/train_judge.ts");
    await makeJudge(command.opts());
  });
}
