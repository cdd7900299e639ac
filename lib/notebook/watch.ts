/**
 * Training that can be watched and stopped.
 *
 * @module
 */
import type { Batches } from "../data/batches.ts";
import type { Guide } from "../figures/guides.ts";
import type { Gan } from "../gan/gan.ts";
import { History } from "../gan/history.ts";
import { fixedSampler } from "../gan/sampler.ts";
import { type StepEvent, train } from "../gan/train.ts";
import { LiveView } from "./live.ts";
import { stopButton } from "./stop.ts";

/** Options of {@link watch}. */
export interface WatchOptions {
  /** The recipe's name, for the history. */
  recipe: string;
  /** How many epochs to train. */
  epochs: number;
  /** The seed of the latents, in training and in the samples shown. */
  seed: number;
  /**
   * Values at which the losses can come to rest.
   *
   * @default {[]}
   */
  guides?: readonly Guide[];
  /** Called after every step, for measurements along the way. */
  onStep?: (event: StepEvent) => void | Promise<void>;
}

/**
 * Trains a GAN under a live view, as notebook 01 does by hand. The stop button ends the run and keeps it.
 *
 * @param gan what to train
 * @param batches the real images
 * @param options how long, from which seed, what to draw beside
 * @returns what the run recorded
 * @throws {Error} as `train` does
 */
export async function watch(gan: Gan, batches: Batches, options: WatchOptions): Promise<History> {
  const { recipe, epochs, seed, guides, onStep } = options;
  const history = new History({ recipe, seed, stepsPerEpoch: batches.perEpoch });
  const sample = fixedSampler((latents) => gan.generate(latents), gan.recipe, { seed });
  await using live = new LiveView({ epochs, sample, ...(guides ? { guides } : {}) });
  using stop = stopButton();
  for await (const event of train(gan, batches, { epochs, seed, signal: stop.signal })) {
    history.push(event.metrics);
    await onStep?.(event);
    await live.update(history);
  }
  await live.finish(history);
  return history;
}
