/**
 * `deno task record`: trains a recipe and writes what the run recorded, for notebooks to compare with.
 *
 * @module
 */
import { Presets, SingleBar } from "cli-progress";
import { Command, InvalidArgumentError } from "commander";
import { dirname, join } from "node:path";
import { writeAtomically } from "../atomic_write.ts";
import {
  Batches,
  course,
  createGan,
  History,
  loadMnist,
  type Recipe,
  train,
  useBackend,
} from "../mod.ts";
import { root } from "./paths.ts";
import { runTask, UserError } from "./user_error.ts";

interface RecordOptions {
  epochs: number;
  seed: number;
  learningRate?: number;
  out?: string;
}

const command = new Command("deno task record")
  .description("Train a recipe and write its losses to data/study/ as JSON.")
  .argument("<recipe>", course.map(({ name }) => name).join(", "))
  .option("--epochs <number>", "how long to train", positive, 8)
  .option("--seed <number>", "the seed of weights, latents and shuffles", whole, 1)
  .option("--learning-rate <number>", "another learning rate than the recipe's", positive)
  .option("--out <file>", "where to write (default: data/study/<recipe>[_rate]_seed<seed>.json)");

function positive(text: string): number {
  if (Number(text) > 0 && Number.isFinite(Number(text))) return Number(text);
  throw new InvalidArgumentError("Expected a positive number.");
}

function whole(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Expected a whole number.");
}

function find(name: string): Recipe {
  const stage = course.find((stage) => stage.name === name);
  if (stage) return stage.recipe;
  const names = course.map(({ name }) => name).join(", ");
  throw new UserError(`Cannot record the recipe ${name}: expected one of ${names}`);
}

async function record(name: string, options: RecordOptions): Promise<void> {
  const { epochs, seed, learningRate, out } = options;
  const recipe = { ...find(name), ...(learningRate ? { learningRate } : {}) };
  const { why } = await useBackend();
  console.log(`Training ${name} for ${epochs} epochs: ${why}`);
  const gan = createGan(recipe, { seed });
  const batches = new Batches((await loadMnist()).train, recipe, seed);
  const history = new History({ recipe: name, seed, stepsPerEpoch: batches.perEpoch });
  const bar = new SingleBar({
    format: "{bar} epoch {epoch} of {epochs} | D {d} | G {g} | {eta_formatted} left",
    etaBuffer: 500,
  }, Presets.shades_classic);
  bar.start(Math.round(epochs * batches.perEpoch), 0, { epoch: "0.0", epochs, d: "", g: "" });
  for await (const { step, epoch, metrics } of train(gan, batches, { epochs, seed })) {
    history.push(metrics);
    const [d, g] = [metrics.dLoss.toFixed(3), metrics.gLoss.toFixed(3)];
    bar.update(step, { epoch: epoch.toFixed(1), epochs, d, g });
  }
  bar.stop();
  const rate = learningRate ? `_${learningRate}` : "";
  const path = out ?? join(root, "data", "study", `${name}${rate}_seed${seed}.json`);
  await Deno.mkdir(dirname(path), { recursive: true });
  // Ten entries an epoch: 43 does not divide 429, but 39 does, into eleven.
  await writeAtomically(path, JSON.stringify(history.thin(39).toFile()) + "\n");
  console.log(`Wrote ${out ?? `data/study/${name}${rate}_seed${seed}.json`}`);
}

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => record(command.args[0]!, command.opts<RecordOptions>()));
}
