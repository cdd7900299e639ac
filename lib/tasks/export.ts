/**
 * `deno task export`: writes a generator's weights for NumPy.
 *
 * @module
 */

import { listModels } from "./common/models.ts";
import { imageCount, whole } from "./common/options.ts";
import { start, task } from "./common/task.ts";

const command = task("export")
  .description(
    "Write a generator's weights as .npz, each under its name, beside `latents` to draw from.",
  )
  .option("--model <name>", `${listModels().join(", ")}, a path or a URL`, "fixed")
  .option("--out <file>", "where to write (default: <model>.npz)")
  .option("--count <number>", "how many latents", imageCount, 64)
  .option("--seed <number>", "their seed: as in deno task generate", whole, 7);

if (import.meta.main) {
  await start(command, async () => (await import("./work/export.ts")).exportWeights);
}
