/**
 * Runs on the grid of gaussians, and the file that keeps them.
 *
 * @module
 */
import * as v from "valibot";
import { parseJson } from "../../files/parse_json.ts";
import { Run } from "../../gan/run.ts";
import { coverage, gridBatches } from "./grid.ts";
import { createGridGan, drawPoints, type GridRecipe, gridRecipes } from "./grid_gan.ts";

/** How a run on the grid went. */
export interface GridRun {
  /** The recipe's name, a key of {@link gridRecipes}. */
  recipe: keyof typeof gridRecipes;
  /** The run's seed. */
  seed: number;
  /** Modes covered after every 500 steps, of 25. */
  modes: number[];
  /** The share of points within three standard deviations of a centre, at the end. */
  close: number;
  /** 500 points drawn at the end, as pairs x, y. */
  points: number[];
}

/** The seed of the points that are counted. */
const drawSeed = 7;

/**
 * Trains a GAN on the grid and counts the modes that 2,500 of its points cover, every 500 steps.
 *
 * @param recipe which losses
 * @param seed the run's seed
 * @param steps how many steps
 * @returns how it went
 */
export async function runOnGrid(
  recipe: keyof typeof gridRecipes,
  seed: number,
  steps = 4000,
): Promise<GridRun> {
  const gan = createGridGan(gridRecipes[recipe] as GridRecipe, seed);
  const batches = gridBatches(gan.recipe.batchSize, seed), modes: number[] = [];
  const run = new Run(gan, batches, seed);
  for await (const { step } of run.train({ epochs: steps / batches.perEpoch })) {
    if (step % 500 === 0) modes.push(coverage(await drawPoints(gan, 2500, drawSeed)).modes);
  }
  const drawn = await drawPoints(gan, 2500, drawSeed);
  gan.dispose();
  const points = Array.from(drawn.subarray(0, 1000), (x) => Number(x.toFixed(2)));
  return { recipe, seed, modes, close: Number(coverage(drawn).close.toFixed(3)), points };
}

const runSchema: v.GenericSchema<unknown, GridRun> = v.object({
  recipe: v.picklist(Object.keys(gridRecipes) as (keyof typeof gridRecipes)[]),
  seed: v.number(),
  modes: v.array(v.number()),
  close: v.number(),
  points: v.array(v.number()),
});

const shipped = new URL("../../../data/study/grid.json", import.meta.url);

/**
 * Reads the recorded runs on the grid, made by `deno task grid`.
 *
 * @param file where they are, the shipped ones unless told otherwise
 * @returns the runs
 * @throws {Error} when there is no such file
 */
export async function readGridRuns(file: URL | string = shipped): Promise<GridRun[]> {
  const text = await Deno.readTextFile(file).catch((error: Error) => {
    throw new Error(
      `Cannot read the runs on the grid: ${error.message}; make them: deno task grid`,
    );
  });
  return parseJson(v.array(runSchema), text, "the runs on the grid", String(file));
}
