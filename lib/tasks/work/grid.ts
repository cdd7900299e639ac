/**
 * Training small GANs on a grid of gaussians, over several seeds.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { gridRecipes, type GridRun, readGridRuns, runOnGrid } from "../../course/mod.ts";
import { chooseBackend } from "../common/backend.ts";
import { root } from "../common/paths.ts";
import { UserError } from "../common/user_error.ts";
import { checkFileWritable, writeResult } from "../common/writable.ts";

/**
 * Makes the runs that are missing and writes after each.
 *
 * @param options how many seeds of each recipe, and the file to write and to go on from
 */
export async function grid({ seeds, out }: { seeds: number; out?: string }): Promise<void> {
  const path = out ?? join(root, "data", "study", "grid.json");
  await checkFileWritable(path, "--out", [".json"]);
  const runs = existsSync(path) ? await earlierRuns(path) : [];
  // Networks this small do not gain by a second thread.
  const { why } = await chooseBackend({ threads: 1 });
  console.log(why);
  for (const recipe of Object.keys(gridRecipes) as (keyof typeof gridRecipes)[]) {
    for (let seed = 1; seed <= seeds; seed++) {
      if (runs.some((run) => run.recipe === recipe && run.seed === seed)) continue;
      const run = await runOnGrid(recipe, seed);
      runs.push(run);
      const lines = runs.map((run) => JSON.stringify(run)).join(",\n");
      await writeResult([[path, `[\n${lines}\n]\n`]], "--out");
      console.log(`${recipe}, seed ${seed}: ${run.modes.join(" ")} of 25 modes`);
    }
  }
}

async function earlierRuns(path: string): Promise<GridRun[]> {
  const runs: unknown = await readGridRuns(path).catch(() => undefined);
  if (Array.isArray(runs) && runs.every((run) => Array.isArray(run?.modes))) return runs;
  throw new UserError(
    `Cannot go on from ${path}: expected runs as this task writes them, got something else; ` +
      "choose another file by --out",
  );
}
