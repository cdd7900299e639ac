/**
 * Training under a live view.
 *
 * @module
 */
import type { Guide } from "../figures/guides.ts";
import type { History } from "../gan/history.ts";
import type { Run } from "../gan/run.ts";
import { fixedSampler } from "../gan/source.ts";
import type { StepEvent } from "../gan/train.ts";
import { LiveView } from "./live.ts";
import { stopButton } from "./stop.ts";

/** Options of {@link watch}. */
export interface WatchOptions {
  /** How many epochs to train. */
  epochs: number;
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
 * Trains a GAN under a live view, as the course's first notebook does by hand. The stop button ends the run and keeps
 * it.
 *
 * @param run what to train, on what, from which seed
 * @param options how long, and what to draw beside
 * @returns what the run recorded
 * @throws {Error} as `train` does
 */
export async function watch(run: Run, options: WatchOptions): Promise<History> {
  const { epochs, guides = [], onStep } = options, { gan, seed, history } = run;
  await using live = new LiveView({ epochs, guides, sample: fixedSampler(gan, { seed }) });
  using stop = stopButton();
  for await (const event of run.train({ epochs, signal: stop.signal })) {
    await onStep?.(event);
    await live.update(history);
  }
  await live.finish(history);
  return history;
}
