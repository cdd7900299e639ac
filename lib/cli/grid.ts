/**
 * `deno task grid`: which losses keep all modes of a grid of gaussians, over several seeds.
 *
 * @module
 */
import { Command } from "commander";
import { join } from "node:path";
import { writeAtomically } from "../atomic_write.ts";
import { gridRecipes, type GridRun, readGridRuns, runOnGrid } from "../mod.ts";
import { chooseBackend } from "./common/backend.ts";
import { root } from "./common/paths.ts";
import { whole } from "./common/options.ts";
import { runTask, told } from "./common/user_error.ts";
import { checkFileWritable } from "./common/writable.ts";

const command = new Command("deno task grid")
  .description("Train small GANs on a grid of 25 gaussians and count the modes that they cover.")
  .option("--seeds <number>", "how many seeds of each recipe", whole, 5)
  .option("--out <file>", "where to write, and what to go on from", "data/study/grid.json");

async function main({ seeds, out }: { seeds: number; out: string }): Promise<void> {
  const path = join(root, out);
  await checkFileWritable(path, "--out");
  // Networks this small do not gain by a second thread.
  const { why } = await chooseBackend({ threads: 1 });
  console.log(why);
  const runs: GridRun[] = await readGridRuns(path).catch(() => []);
  for (const recipe of Object.keys(gridRecipes) as (keyof typeof gridRecipes)[]) {
    for (let seed = 1; seed <= seeds; seed++) {
      if (runs.some((run) => run.recipe === recipe && run.seed === seed)) continue;
      const run = await runOnGrid(recipe, seed);
      runs.push(run);
      await writeAtomically(path, `[\n${runs.map((run) => JSON.stringify(run)).join(",\n")}\n]\n`);
      console.log(`${recipe}, seed ${seed}: ${run.modes.join(" ")} of 25 modes`);
    }
  }
}

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => told(() => main(command.opts<{ seeds: number; out: string }>())));
}
