/**
 * `deno task train-classifier`: trains the classifier, in whose features the quality of generators is measured.
 *
 * @module
 */
import { positive, whole } from "./common/options.ts";
import { task } from "./common/task.ts";
import { runTask } from "./common/user_error.ts";

const command = task("train-classifier")
  .description("Train the classifier in whose features FID, precision and recall are measured.")
  .option("--epochs <number>", "how long to train", positive, 8)
  .option("--seed <number>", "the seed of weights and shuffles", whole, 1)
  .option("--out <folder>", "where to write (default: data/models/classifier)");

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(async () => {
    const { makeClassifier } = await import("./work/train_classifier.ts");
    await makeClassifier(command.opts());
  });
}
