/**
 * `deno task record`: trains a recipe and writes what the run recorded, for notebooks to compare with.
 *
 * @module
 */
import { Command } from "commander";
import { dirname, join } from "node:path";
import { writeAtomically } from "../atomic_write.ts";
import { Batches, createGan, History, loadMnist, train } from "../mod.ts";
import { chooseBackend } from "./common/backend.ts";
import { checkEpochs, findStage, positive, recipeNames, whole } from "./common/options.ts";
import { root } from "./common/paths.ts";
import { trainingBar } from "./common/training_bar.ts";
import { runTask, told } from "./common/user_error.ts";
import { checkFileWritable } from "./common/writable.ts";

interface RecordOptions {
  epochs: number;
  seed: number;
  learningRate?: number;
  out?: string;
}

const command = new Command("deno task record")
  .description("Train a recipe and write its losses to data/study/ as JSON.")
  .argument("<recipe>", recipeNames)
  .option("--epochs <number>", "how long to train", positive, 8)
  .option("--seed <number>", "the seed of weights, latents and shuffles", whole, 1)
  .option("--learning-rate <number>", "another learning rate than the recipe's", positive)
  .option("--out <file>", "where to write (default: data/study/<recipe>[_rate]_seed<seed>.json)");

async function record(name: string, options: RecordOptions): Promise<void> {
  const { epochs, seed, learningRate, out } = options;
  const recipe = { ...findStage(name).recipe, ...(learningRate ? { learningRate } : {}) };
  const rate = learningRate ? `_${learningRate}` : "";
  const path = out ?? join(root, "data", "study", `${name}${rate}_seed${seed}.json`);
  await checkFileWritable(path, "--out");
  const { why } = await chooseBackend();
  const batches = new Batches((await loadMnist()).train, recipe, seed);
  checkEpochs(epochs, batches.perEpoch);
  console.log(`Training ${name} for ${epochs} epochs: ${why}`);
  const gan = createGan(recipe, { seed });
  const history = new History({ recipe: name, seed, stepsPerEpoch: batches.perEpoch });
  const bar = trainingBar(epochs, batches.perEpoch);
  for await (const event of train(gan, batches, { epochs, seed })) {
    history.push(event.metrics);
    bar.update(event);
  }
  bar.stop();
  await Deno.mkdir(dirname(path), { recursive: true });
  // Ten entries an epoch: 43 does not divide 429, but 39 does, into eleven.
  await writeAtomically(path, JSON.stringify(history.thin(39).toFile()) + "\n");
  console.log(`Wrote ${out ?? `data/study/${name}${rate}_seed${seed}.json`}`);
}

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => told(() => record(command.args[0]!, command.opts<RecordOptions>())));
}
