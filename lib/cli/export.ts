/**
 * `deno task export`: writes a generator's weights for NumPy.
 *
 * @module
 */

import { Command } from "commander";
import { listModels } from "./common/models.ts";
import { imageCount, whole } from "./common/options.ts";
import { runTask } from "./common/user_error.ts";
import { exportWeights } from "./work/export.ts";

const command = new Command("deno task export")
  .description(
    "Write a generator's weights as .npz, each under its name, beside `latents` to draw from.",
  )
  .option("--model <name>", `${listModels().join(", ")}, a path or a URL`, "fixed")
  .option("--out <file>", "where to write (default: <model>.npz)")
  .option("--count <number>", "how many latents", imageCount, 64)
  .option("--seed <number>", "their seed: as in deno task generate", whole, 7)
  .allowExcessArguments(false)
  .showHelpAfterError();

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => exportWeights(command.opts()));
}
