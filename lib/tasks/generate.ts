/**
 * `deno task generate`: draws digits into a file.
 *
 * @module
 */

import { Option } from "commander";
import { listModels } from "./common/models.ts";
import { imageCount, whole } from "./common/options.ts";
import { start, task } from "./common/task.ts";

const command = task("generate")
  .description("Draw digits with a trained generator: a sheet of pictures, or the numbers.")
  .option("--model <name>", `${listModels().join(", ")}, a path or a URL`, "fixed")
  .option("--count <number>", "how many images", imageCount, 64)
  .option("--seed <number>", "the seed of the latents", whole, 7)
  .option("--out <file>", "where to write (default: digits.png or digits.npy)")
  .addOption(
    new Option("--format <format>", "numbers as [count, 28, 28] in [0, 1], or a picture (by --out)")
      .choices(["png", "npy"]),
  );

if (import.meta.main) {
  await start(command, async () => (await import("./work/generate.ts")).generate);
}
