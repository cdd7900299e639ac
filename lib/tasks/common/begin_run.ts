/**
 * Where a training run begins.
 *
 * @module
 */

import { getBackend } from "@tensorflow/tfjs";
import { loadCheckpoint } from "../../gan/checkpoint.ts";
import { Run } from "../../gan/mod.ts";
import { UserError } from "./user_error.ts";

/**
 * Says so where a run that begins anew will replace a checkpoint.
 *
 * @param checkpoint the checkpoint's path
 */
export async function warnOfCheckpoint(checkpoint: string): Promise<void> {
  if (await Deno.stat(checkpoint).catch(() => undefined)) {
    console.log(`Beginning anew, in place of ${checkpoint} (to go on from there: --resume)`);
  }
}

/**
 * Puts a run where its checkpoint left it.
 *
 * @param run the run; its GAN is changed
 * @param checkpoint the checkpoint's path
 * @param epochs how long it is to be in all
 * @returns the run with its history so far
 * @throws {UserError} when there is no checkpoint, or it is of another run
 */
export async function goOn(
  { gan, batches, seed }: Run,
  checkpoint: string,
  epochs: number,
): Promise<Run> {
  const { name } = gan.recipe;
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
  return new Run(gan, batches, seed, history);
}
