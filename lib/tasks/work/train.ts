/**
 * Training a recipe, with checkpoints.
 *
 * @module
 */

import { dirname, join } from "node:path";
import { saveCheckpoint } from "../../gan/checkpoint.ts";
import type { Gan, Run } from "../../gan/mod.ts";
import { describeQuality, loadClassifier, measureQuality } from "../../quality/mod.ts";
import { loadMnist, type Mnist } from "../../course/mod.ts";
import { readGanInfo, saveGan } from "../../models/mod.ts";
import { stride } from "../../course/study/run.ts";
import { chooseBackend } from "../common/backend.ts";
import { goOn, warnOfCheckpoint } from "../common/begin_run.ts";
import { interruption } from "../common/interruption.ts";
import { findStage } from "../common/options.ts";
import { cache, root } from "../common/paths.ts";
import { prepareRun, trainWithBar } from "../common/run.ts";
import { lockRun } from "../common/run_lock.ts";
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
 * @param name the recipe's name
 * @param options see {@link TrainOptions}
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
  const mnist = await loadMnist(), fresh = prepareRun(recipe, mnist.train, options);
  if (!resume) await warnOfCheckpoint(checkpoint);
  const run = resume ? await goOn(fresh, checkpoint, epochs) : fresh;
  const { gan, history, batches: { perEpoch } } = run, end = Math.round(epochs * perEpoch);
  if (history.steps === end && await isWritten(out, run, options)) {
    return console.log(`Already finished: ${name} with seed ${seed}, ${epochs} epochs, in ${out}`);
  }
  console.log(`Training ${name} with seed ${seed} for ${epochs} epochs: ${why}`);
  const every = Math.max(1, Math.round(options.checkpointEvery * perEpoch));
  await trainOn(run, epochs, checkpoint, every);
  if (history.steps < end) {
    const again = [...Deno.args.filter((arg) => arg !== "--resume"), "--resume"].join(" ");
    console.log(`Stopped at epoch ${history.epochs.toFixed(1)}; go on: deno task train ${again}`);
    Deno.exitCode = 130;
    return;
  }
  const quality = options.quality ? await measure(gan, mnist) : undefined;
  const info = {
    seed,
    epochs,
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
  const report = await measureQuality(gan, { seed: qualitySeed, classifier, real });
  classifier.dispose();
  return { ...report, seed: qualitySeed };
}

/** Trains to the end or to Ctrl+C, and leaves a checkpoint of where it came. */
async function trainOn(
  run: Run,
  epochs: number,
  checkpoint: string,
  every: number,
): Promise<void> {
  const { gan, seed, history } = run;
  const save = () =>
    writing(
      checkpoint,
      "--checkpoint",
      () => saveCheckpoint(checkpoint, { gan, step: history.steps, seed, history }),
    );
  using stop = interruption();
  for await (const { step } of trainWithBar(run, { epochs, signal: stop.signal })) {
    if (step % every === 0) await save();
  }
  if (history.steps % every !== 0) await save();
}

async function isWritten(
  out: string,
  { gan, seed }: Run,
  { epochs, quality }: TrainOptions,
): Promise<boolean> {
  const info = await readGanInfo(out).catch(() => undefined);
  if (quality && !info?.quality) return false;
  return JSON.stringify([info?.epochs, info?.seed, info?.recipe]) ===
    JSON.stringify([epochs, seed, gan.recipe]);
}
