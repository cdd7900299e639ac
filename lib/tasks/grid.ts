/**
 * `deno task grid`: which losses keep all modes of a grid of gaussians, over several seeds.
 *
 * @module
 */
import { positiveWhole } from "./common/options.ts";
import { start, task } from "./common/task.ts";

const command = task("grid")
  .description("Train small GANs on a grid of 25 gaussians and count the modes that they cover.")
  .option("--seeds <number>", "how many seeds of each recipe", positiveWhole, 5)
  .option("--out <file>", "where to write, and what to go on from (default: data/study/grid.json)");

if (import.meta.main) await start(command, async () => (await import("./work/grid.ts")).grid);
