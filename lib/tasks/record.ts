/**
 * `deno task record`: trains a recipe and writes what the run recorded, for notebooks to compare with.
 *
 * @module
 */
import { positive, recipeNames, whole } from "./common/options.ts";
import { start, task } from "./common/task.ts";

const command = task("record")
  .description("Train a recipe and write its losses to data/study/ as JSON.")
  .argument("<recipe>", recipeNames)
  .option("--epochs <number>", "how long to train", positive, 8)
  .option("--seed <number>", "the seed of weights, latents and shuffles", whole, 1)
  .option("--learning-rate <number>", "another learning rate than the recipe's", positive)
  .option("--out <file>", "where to write (default: data/study/<recipe>[_rate]_seed<seed>.json)");

if (import.meta.main) await start(command, async () => (await import("./work/record.ts")).record);
