/**
 * Training a recipe for what it records, for notebooks to compare with.
 *
 * @module
 */
import { join } from "node:path";
import { Batches } from "../../data/mod.ts";
import { createGan, History, train } from "../../gan/mod.ts";
import { loadMnist } from "../../course/mod.ts";
import { chooseBackend } from "../common/backend.ts";
import { checkEpochs, findStage } from "../common/options.ts";
import { root } from "../common/paths.ts";
import { trainingBar } from "../common/training_bar.ts";
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
 * @param name The recipe's name.
 * @param options See {@link RecordOptions}.
 */
export async function record(name: string, options: RecordOptions): Promise<void> {
  const { epochs, seed, learningRate, out } = options;
  const recipe = { ...findStage(name).recipe, ...(learningRate ? { learningRate } : {}) };
  const rate = learningRate ? `_${learningRate}` : "";
  const path = out ?? join(root, "data", "study", `${name}${rate}_seed${seed}.json`);
  await checkFileWritable(path, "--out", [".json"]);
  const { why } = await chooseBackend();
  const batches = new Batches((await loadMnist()).train, recipe, seed);
  checkEpochs(epochs, batches.perEpoch);
  console.log(`Training ${name} for ${epochs} epochs: ${why}`);
  const gan = createGan(recipe, { seed });
  const history = new History({ recipe: name, seed, stepsPerEpoch: batches.perEpoch });
  const bar = trainingBar(epochs, batches.perEpoch);
  try {
    for await (const event of train(gan, batches, { epochs, seed })) {
      history.push(event.metrics);
      bar.update(event);
    }
  } finally {
    bar.stop();
  }
  // Ten entries an epoch: 43 does not divide 429, but 39 does, into eleven.
  await writeResult([[path, JSON.stringify(history.thin(39).toFile()) + "\n"]], "--out");
  console.log(`Wrote ${out ?? `data/study/${name}${rate}_seed${seed}.json`}`);
}
