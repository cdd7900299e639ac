/**
 * `deno task train-classifier`: trains the classifier, in whose features the quality of generators is measured.
 *
 * @module
 */
import { positive, whole } from "./common/options.ts";
import { start, task } from "./common/task.ts";

const command = task("train-classifier")
  .description(
    "Train the classifier in whose features distances, precision and recall are measured.",
  )
  .option("--epochs <number>", "how long to train", positive, 8)
  .option("--seed <number>", "the seed of weights and shuffles", whole, 1)
  .option("--out <folder>", "where to write (default: data/models/classifier)");

if (import.meta.main) {
  await start(command, async () => (await import("./work/train_classifier.ts")).makeClassifier);
}
