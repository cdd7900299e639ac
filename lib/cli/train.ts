/**
 * `deno task train`: trains a recipe, with checkpoints, and writes the GAN with its model card.
 *
 * @module
 */

import { getBackend } from "@tensorflow/tfjs";
import { Command } from "commander";
import { dirname, join } from "node:path";
import { loadCheckpoint, saveCheckpoint } from "../checkpoint.ts";
import { Batches, createGan, type Gan, History, loadMnist, train } from "../mod.ts";
import { readGanInfo, saveGan } from "../model_store/mod.ts";
import { chooseBackend } from "./shared/backend.ts";
import { interruption } from "./shared/interruption.ts";
import { checkEpochs, findStage, positive, recipeNames, whole } from "./shared/options.ts";
import { cache, root } from "./shared/paths.ts";
import { lockRun } from "./shared/run_lock.ts";
import { trainingBar } from "./shared/training_bar.ts";
import { runTask, told, UserError } from "./shared/user_error.ts";
import { checkWritable } from "./shared/writable.ts";

interface TrainOptions {
  epochs: number;
  seed: number;
  out?: string;
  resume?: boolean;
  checkpoint?: string;
  checkpointEvery: number;
}

const command = new Command("deno task train")
  .description("Train a recipe and write the GAN and its model card to data/models/.")
  .argument("<recipe>", recipeNames)
  .option("--epochs <number>", "how long to train in all, fractions allowed", positive, 40)
  .option("--seed <number>", "the seed of weights, latents and shuffles", whole, 1)
  .option("--out <folder>", "where to write the GAN (default: data/models/<recipe>)")
  .option("--resume", "go on from the checkpoint")
  .option("--checkpoint <file>", "(default: .cache/checkpoints/<recipe>_seed<seed>.ckpt)")
  .option("--checkpoint-every <epochs>", "how often to save one, fractions allowed", positive, 1)
  .showHelpAfterError();

/** A run and where it keeps things. */
interface Run {
  name: string;
  gan: Gan;
  batches: Batches;
  epochs: number;
  seed: number;
  checkpoint: string;
}

async function main(name: string, options: TrainOptions): Promise<void> {
  const { epochs, seed, resume = false } = options;
  const { recipe } = findStage(name);
  const out = options.out ?? join(root, "data", "models", name);
  const checkpoint = options.checkpoint ??
    join(cache, "checkpoints", `${name}_seed${seed}.ckpt`);
  await checkWritable(out, "--out");
  await checkWritable(dirname(checkpoint), "--checkpoint");
  await Deno.mkdir(dirname(checkpoint), { recursive: true });
  using _lock = await lockRun(checkpoint);

  const { why } = await chooseBackend();
  const batches = new Batches((await loadMnist()).train, recipe, seed);
  checkEpochs(epochs, batches.perEpoch);
  const gan = createGan(recipe, { seed });
  const run = { name, gan, batches, epochs, seed, checkpoint };
  const history = resume ? await goOn(run) : await begin(run);
  const end = Math.round(epochs * batches.perEpoch);
  if (history.steps === end && await isWritten(out, run)) {
    return console.log(`Already finished: ${name} with seed ${seed}, ${epochs} epochs, in ${out}`);
  }
  console.log(`Training ${name} with seed ${seed} for ${epochs} epochs: ${why}`);
  await trainOn(run, history, Math.max(1, Math.round(options.checkpointEvery * batches.perEpoch)));
  if (history.steps < end) {
    const again = [...Deno.args.filter((arg) => arg !== "--resume"), "--resume"].join(" ");
    console.log(`Stopped at epoch ${history.epochs.toFixed(1)}; go on: deno task train ${again}`);
    Deno.exitCode = 130;
    return;
  }
  await saveGan(out, gan, { name, seed, epochs });
  console.log(`Wrote ${out}`);
}

async function begin({ name, seed, batches, checkpoint }: Run): Promise<History> {
  if (await Deno.stat(checkpoint).catch(() => undefined)) {
    console.log(`Beginning anew, in place of ${checkpoint} (to go on from there: --resume)`);
  }
  return new History({ recipe: name, seed, stepsPerEpoch: batches.perEpoch });
}

async function goOn({ name, gan, batches, epochs, seed, checkpoint }: Run): Promise<History> {
  const refuse = (what: string): never => {
    throw new UserError(`Cannot resume ${name} with seed ${seed}: ${what}: ${checkpoint}`);
  };
  if (!await Deno.stat(checkpoint).catch(() => undefined)) {
    refuse("no checkpoint; leave out --resume to begin");
  }
  const { history, step, backend, restore } = await loadCheckpoint(checkpoint);
  const { info } = history;
  if (info.recipe !== name || info.seed !== seed) {
    refuse(`the checkpoint is of ${info.recipe} with seed ${info.seed}`);
  }
  await restore(gan);
  if (info.stepsPerEpoch !== batches.perEpoch) {
    refuse(`expected ${batches.perEpoch} steps in an epoch, got ${info.stepsPerEpoch}`);
  }
  if (step > Math.round(epochs * batches.perEpoch)) {
    refuse(`the checkpoint is past epoch ${epochs}, at ${Number(history.epochs.toPrecision(4))}`);
  }
  if (backend !== getBackend()) {
    console.log(`The checkpoint comes from the backend ${backend}: the last digits will differ`);
  }
  return history;
}

/** Trains to the end or to Ctrl+C, and leaves a checkpoint of where it came. */
async function trainOn(run: Run, history: History, every: number): Promise<void> {
  const { gan, batches, epochs, seed, checkpoint } = run;
  const save = () => saveCheckpoint(checkpoint, { gan, step: history.steps, seed, history });
  using stop = interruption();
  const bar = trainingBar(epochs, batches.perEpoch, history.steps);
  try {
    const { signal } = stop, from = history.steps;
    for await (const event of train(gan, batches, { epochs, seed, from, signal })) {
      history.push(event.metrics);
      bar.update(event);
      if (event.step % every === 0) await save();
    }
  } finally {
    bar.stop();
  }
  if (history.steps % every !== 0) await save();
}

async function isWritten(out: string, { name, gan, epochs, seed }: Run): Promise<boolean> {
  const info = await readGanInfo(out).catch(() => undefined);
  const wanted = [name, epochs, seed, gan.recipe];
  return JSON.stringify([info?.name, info?.epochs, info?.seed, info?.recipe]) ===
    JSON.stringify(wanted);
}

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => told(() => main(command.args[0]!, command.opts<TrainOptions>())));
}
