/**
 * Training a recipe for what it records, for notebooks to compare with.
 *
 * @module
 */
import { join } from "node:path";
import { loadMnist } from "../../course/mod.ts";
import { stride } from "../../course/study/run.ts";
import { chooseBackend } from "../common/backend.ts";
import { findStage } from "../common/options.ts";
import { root } from "../common/paths.ts";
import { prepareRun, trainWithBar } from "../common/run.ts";
import { checkFileWritable, writeResult } from "../common/writable.ts";

/** What `deno task record` is asked. */
export interface RecordOptions {
  /** How long to train. */
  epochs: number;
  /** The seed of everything. */
  seed: number;
  /** Another learning rate than the recipe's. */
  learningRate?: number;
  /** Where to write. */
  out?: string;
}

/**
 * Trains a recipe and writes its history.
 *
 * @param name the recipe's name
 * @param options see {@link RecordOptions}
 */
export async function record(name: string, options: RecordOptions): Promise<void> {
  const { epochs, seed, learningRate, out } = options;
  const recipe = { ...findStage(name).recipe, ...(learningRate ? { learningRate } : {}) };
  const rate = learningRate ? `_${learningRate}` : "";
  const path = out ?? join(root, "data", "study", `${name}${rate}_seed${seed}.json`);
  await checkFileWritable(path, "--out", [".json"]);
  const { why } = await chooseBackend();
  const run = prepareRun(recipe, (await loadMnist()).train, { epochs, seed });
  console.log(`Training ${name} for ${epochs} epochs: ${why}`);
  for await (const _ of trainWithBar(run, { epochs }));
  await writeResult([[path, JSON.stringify(run.history.thin(stride).toFile()) + "\n"]], "--out");
  console.log(`Wrote ${out ?? `data/study/${name}${rate}_seed${seed}.json`}`);
}
