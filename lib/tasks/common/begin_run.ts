/**
 * Where a training run begins.
 *
 * @module
 */

import { getBackend } from "@tensorflow/tfjs";
import { loadCheckpoint } from "../../gan/checkpoint.ts";
import type { Batches } from "../../data/mod.ts";
import { type Gan, History } from "../../gan/mod.ts";
import { UserError } from "./user_error.ts";

/** A run and where it keeps things. */
export interface Run {
  /** The recipe's name. */
  name: string;
  /** What is trained. */
  gan: Gan;
  /** On what. */
  batches: Batches;
  /** How long, in all. */
  epochs: number;
  /** The seed of everything. */
  seed: number;
  /** The checkpoint's path. */
  checkpoint: string;
}

/**
 * Begins a run, and says so where a checkpoint will be lost.
 *
 * @param run The run.
 * @returns An empty history.
 */
export async function begin({ name, seed, batches, checkpoint }: Run): Promise<History> {
  if (await Deno.stat(checkpoint).catch(() => undefined)) {
    console.log(`Beginning anew, in place of ${checkpoint} (to go on from there: --resume)`);
  }
  return new History({ recipe: name, seed, stepsPerEpoch: batches.perEpoch });
}

/**
 * Puts a run where its checkpoint left it.
 *
 * @param run The run; its GAN is changed.
 * @returns The history so far.
 * @throws {UserError} If there is no checkpoint, or it is of another run.
 */
export async function goOn(
  { name, gan, batches, epochs, seed, checkpoint }: Run,
): Promise<History> {
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
