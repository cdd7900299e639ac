/**
 * One run of the study, and its file.
 *
 * @module
 */
import * as v from "valibot";
import { parseJson } from "../../files/parse_json.ts";
import { History, type HistoryFile } from "../../gan/history.ts";
import type { Mnist } from "../mnist.ts";
import { type Classifier, type MeasuredDistance, measureDistance } from "../../quality/mod.ts";
import { distanceSchema } from "../../quality/report.ts";
import { type Recipe, recipeSchema } from "../../gan/recipe.ts";
import { createGan } from "../../gan/gan.ts";
import { Run } from "../../gan/run.ts";
import { fixedSampler } from "../../gan/source.ts";
import { createRangeGan } from "./pixel_range.ts";
import { type Experiment, measuredAt, study } from "./plan.ts";

/** Entries of a thinned history stand for this many steps. */
export const stride = 39;

/** Entries of a run's history in an epoch; in that of a dense GAN each stands for 39 steps as well. */
const perEpoch = 11;

/** The seed of the latents of all strips and of all quality measurements. */
const sampleSeed = 7;

/** What a run of the study leaves. */
export interface StudyRun {
  /** The run's seed. */
  seed: number;
  /** What was trained: an experiment's recipe. */
  recipe: Readonly<Recipe>;
  /** The backend it was trained on. */
  backend: string;
  /** The processor it was trained by. */
  processor: string;
  /** The first 50 steps' losses in full: D, then G. */
  firstSteps: { dLoss: number[]; gLoss: number[] };
  /** The whole run, thinned. */
  history: HistoryFile;
  /** The distance after some epochs, by epoch. */
  quality: Record<string, MeasuredDistance>;
  /** Ten samples from latents that are the same in every run: 10 x 784 bytes in base64. */
  samples: string;
}

/** What {@link runExperiment} needs beside the experiment. */
export interface StudyTools {
  /** The data. */
  mnist: Mnist;
  /** In whose features quality is measured. */
  classifier: Classifier;
  /** The name of the backend in use. */
  backend: string;
  /** The name of the processor. */
  processor: string;
}

/**
 * Trains one seed of an experiment and measures it.
 *
 * @param experiment what to train
 * @param seed which seed
 * @param tools data, classifier, backend
 * @param onEpoch told after each epoch
 * @returns what the run leaves
 * @throws {Error} as `train` does
 */
export async function runExperiment(
  { recipe, pixels, epochs = measuredAt }: Experiment,
  seed: number,
  { mnist, classifier, backend, processor }: StudyTools,
  onEpoch: (epoch: number) => void = () => {},
): Promise<StudyRun> {
  const gan = pixels
    ? createRangeGan(recipe, seed, pixels, mnist.train)
    : createGan(recipe, { seed });
  const run = new Run(gan, mnist.train, seed), { history } = run;
  const quality: StudyRun["quality"] = {};
  for await (const { type, epoch } of run.train({ epochs: epochs.at(-1)! })) {
    if (type !== "epoch") continue;
    onEpoch(epoch);
    if (!epochs.includes(epoch)) continue;
    quality[epoch] = await measureDistance(gan, { seed: sampleSeed, classifier, real: mnist });
  }
  const strip = await fixedSampler(gan, { count: 10, seed: sampleSeed })();
  gan.dispose();
  const { dLoss, gLoss } = history.columns;
  return {
    seed,
    recipe,
    backend,
    processor,
    quality,
    firstSteps: { dLoss: dLoss.slice(0, 50), gLoss: gLoss.slice(0, 50) },
    history: history.thin(history.info.stepsPerEpoch / perEpoch).toFile(),
    samples: Uint8Array.from(strip, (value) => Math.round(255 * value)).toBase64(),
  };
}

/**
 * The file of a run, below `data/study`.
 *
 * @param name the experiment's name
 * @param seed the run's seed
 * @returns the path
 */
export const runPath = (name: string, seed: number): string => `runs/${name}_seed${seed}.json`;

const shipped = new URL("../../../data/study/", import.meta.url);

const fileSchema = v.object({
  seed: v.number(),
  recipe: recipeSchema,
  backend: v.string(),
  processor: v.string(),
  firstSteps: v.object({ dLoss: v.array(v.number()), gLoss: v.array(v.number()) }),
  history: v.unknown(),
  quality: v.record(v.string(), distanceSchema),
  samples: v.string(),
});

/**
 * Reads a recorded run of the study.
 *
 * @param name the experiment's name: a recipe of the course or a variant
 * @param seed its seed
 * @param folder where the study is, the shipped one unless told otherwise
 * @returns the run, and its history as a {@link History}
 * @throws {Error} when there is no such run, or its file is damaged
 */
export async function readRun(
  name: string,
  seed: number,
  folder: URL = shipped,
): Promise<Omit<StudyRun, "history"> & { history: History }> {
  const path = runPath(name, seed);
  const text = await Deno.readTextFile(new URL(path, folder)).catch((cause) => {
    const why = cause instanceof Deno.errors.NotFound
      ? 'no such file; make it by "deno task ledger"'
      : cause.message;
    throw new Error(`Cannot read a run of the study: ${why}: ${path}`, { cause });
  });
  const place = `${path}; delete it and make it again by "deno task ledger"`;
  const run = parseJson(fileSchema, text, "a run of the study", place);
  return { ...run, history: History.fromFile(run.history, place) };
}

/**
 * Reads all recorded runs of an experiment.
 *
 * @param name the experiment's name
 * @returns its runs, in the order of its seeds
 * @throws {RangeError} when the study has no such experiment
 * @throws {Error} as {@link readRun} does
 */
export async function readRuns(name: string): Promise<Awaited<ReturnType<typeof readRun>>[]> {
  const experiment = study.find(({ recipe }) => recipe.name === name);
  if (!experiment) throw new RangeError(`Cannot read runs: the study has no experiment ${name}`);
  return await Promise.all(experiment.seeds.map((seed) => readRun(name, seed)));
}
