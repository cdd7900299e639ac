/**
 * `deno task grid`: which losses keep all modes of a grid of gaussians, over several seeds.
 *
 * @module
 */
import { positiveWhole } from "./common/options.ts";
import { task } from "./common/task.ts";
import { runTask } from "./common/user_error.ts";

const command = task("grid")
  .description("Train small GANs on a grid of 25 gaussians and count the modes that they cover.")
  .option("--seeds <number>", "how many seeds of each recipe", positiveWhole, 5)
  .option("--out <file>", "where to write, and what to go on from (default: data/study/grid.json)");

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(async () => {
    const { grid } = await import("./work/grid.ts");
    await grid(command.opts());
  });
}
