/**
 * `deno task train`: trains a recipe, with checkpoints, and writes the GAN with its model card.
 *
 * @module
 */

import { Option } from "commander";
import { positive, recipeNames, whole } from "./common/options.ts";
import { start, task } from "./common/task.ts";

const command = task("train")
  .description("Train a recipe and write the GAN and its model card to data/models/.")
  .argument("<recipe>", recipeNames)
  .option("--epochs <number>", "how long to train in all, fractions allowed", positive, 40)
  .option("--seed <number>", "the seed of weights, latents and shuffles", whole, 1)
  .option("--out <folder>", "where to write the GAN (default: data/models/<recipe>)")
  .option("--resume", "go on from the checkpoint")
  .option("--checkpoint <file>", "(default: .cache/checkpoints/<recipe>_seed<seed>.ckpt)")
  .option("--checkpoint-every <epochs>", "how often to save one, fractions allowed", positive, 1)
  .addOption(
    new Option("--threads <count>", "how many threads compute (default: both of two cores)")
      .choices(["1", "2"]),
  )
  .option("--no-quality", "do not measure distance, digits, precision and recall for the card");

if (import.meta.main) {
  await start(command, async () => (await import("./work/train.ts")).trainRecipe);
}
