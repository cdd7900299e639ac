/**
 * Training a recipe, with checkpoints.
 *
 * @module
 */

import { dirname, join } from "node:path";
import { saveCheckpoint } from "../../gan/checkpoint.ts";
import { Batches } from "../../data/mod.ts";
import { createGan, type Gan, type History, train } from "../../gan/mod.ts";
import { describeQuality, loadClassifier, measureQuality } from "../../quality/mod.ts";
import { loadMnist, type Mnist } from "../../course/mod.ts";
import { readGanInfo, saveGan } from "../../models/mod.ts";
import { stride } from "../../course/study/run.ts";
import { chooseBackend } from "../common/backend.ts";
import { begin, goOn, type Run } from "../common/begin_run.ts";
import { interruption } from "../common/interruption.ts";
import { checkEpochs, findStage } from "../common/options.ts";
import { cache, root } from "../common/paths.ts";
import { lockRun } from "../common/run_lock.ts";
import { trainingBar } from "../common/training_bar.ts";
import { checkWritable, writeResult, writing } from "../common/writable.ts";

/** What `deno task train` is asked. */
export interface TrainOptions {
  /** How long to train in all. */
  epochs: number;
  /** The seed of everything. */
  seed: number;
  /** The folder to write the GAN to. */
  out?: string;
  /** Go on from the checkpoint. */
  resume?: boolean;
  /** The checkpoint's path. */
  checkpoint?: string;
  /** How often to save one, in epochs. */
  checkpointEvery: number;
  /** Measure the quality for the card. */
  quality: boolean;
  /** How many threads compute. */
  threads?: "1" | "2";
}

/** The seed of the latents that every generator is measured by. */
const qualitySeed = 7;

/**
 * Trains a recipe with checkpoints and writes the GAN with its model card.
 *
 * @param name The recipe's name.
 * @param options See {@link TrainOptions}.
 */
export async function trainRecipe(name: string, options: TrainOptions): Promise<void> {
  const { epochs, seed, resume = false } = options;
  const { recipe } = findStage(name);
  const out = options.out ?? join(root, "data", "models", name);
  const checkpoint = options.checkpoint ??
    join(cache, "checkpoints", `${name}_seed${seed}.ckpt`);
  await checkWritable(out, "--out");
  await checkWritable(dirname(checkpoint), "--checkpoint");
  await Deno.mkdir(dirname(checkpoint), { recursive: true });
  using _lock = await lockRun(checkpoint);

  const threads = options.threads && Number(options.threads) as 1 | 2;
  const { why } = await chooseBackend(threads ? { threads } : {});
  const mnist = await loadMnist(), batches = new Batches(mnist.train, recipe, seed);
  checkEpochs(epochs, batches.perEpoch);
  const gan = createGan(recipe, { seed });
  const run = { name, gan, batches, epochs, seed, checkpoint };
  const history = resume ? await goOn(run) : await begin(run);
  const end = Math.round(epochs * batches.perEpoch);
  if (history.steps === end && await isWritten(out, run, options.quality)) {
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
  const quality = options.quality ? await measure(gan, mnist) : undefined;
  const info = {
    ...{ name, seed, epochs },
    command: `deno task train ${name} --epochs ${epochs} --seed ${seed}` +
      (threads ? ` --threads ${threads}` : ""),
    ...(quality && { quality }),
  };
  await writing(out, "--out, and go on by --resume", () => saveGan(out, gan, info));
  // Thinned as the study's runs are: the page and the doctor read it.
  const losses = history.thin(Math.min(stride, history.steps)).toFile();
  await writeResult([[join(out, "history.json"), JSON.stringify(losses) + "\n"]], "--out");
  console.log(`${quality ? `${describeQuality(quality)}\n` : ""}Wrote ${out}`);
}

async function measure(gan: Gan, real: Mnist) {
  const classifier = await loadClassifier();
  const options = { recipe: gan.recipe, seed: qualitySeed, classifier, real };
  const report = await measureQuality((latents) => gan.generate(latents), options);
  classifier.dispose();
  return { ...report, seed: qualitySeed };
}

/** Trains to the end or to Ctrl+C, and leaves a checkpoint of where it came. */
async function trainOn(run: Run, history: History, every: number): Promise<void> {
  const { gan, batches, epochs, seed, checkpoint } = run;
  const save = () =>
    writing(
      checkpoint,
      "--checkpoint",
      () => saveCheckpoint(checkpoint, { gan, step: history.steps, seed, history }),
    );
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

async function isWritten(
  out: string,
  { name, gan, epochs, seed }: Run,
  quality: boolean,
): Promise<boolean> {
  const info = await readGanInfo(out).catch(() => undefined);
  if (quality && !info?.quality) return false;
  const wanted = [name, epochs, seed, gan.recipe];
  return JSON.stringify([info?.name, info?.epochs, info?.seed, info?.recipe]) ===
    JSON.stringify(wanted);
}
