/**
 * The progress bar of a training run.
 *
 * @module
 */

import { Presets, SingleBar } from "cli-progress";
import type { StepEvent } from "../../gan/train.ts";

/** Shows how far a run is; shows nothing where the output is no terminal. */
export interface TrainingBar {
  /** Shows a finished step. */
  update(event: StepEvent): void;
  /** Leaves the bar as it is. */
  stop(): void;
}

/**
 * Starts a progress bar with epoch, losses, steps a second and time left.
 *
 * @param epochs How long the run is.
 * @param perEpoch Steps in an epoch.
 * @param from Steps that were finished before.
 * @returns The bar.
 */
export function trainingBar(epochs: number, perEpoch: number, from = 0): TrainingBar {
  const bar = new SingleBar({
    format:
      "{bar} epoch {epoch} of {epochs} | D {d} | G {g} | {speed} steps/s | {eta_formatted} left",
    barsize: 24,
    etaBuffer: 500,
  }, Presets.shades_classic);
  const started = performance.now();
  const start = { epoch: (from / perEpoch).toFixed(1), epochs, d: "", g: "", speed: "" };
  bar.start(Math.round(epochs * perEpoch), from, start);
  return {
    update({ step, epoch, metrics }) {
      bar.update(step, {
        epoch: epoch.toFixed(1),
        d: metrics.dLoss.toFixed(3),
        g: metrics.gLoss.toFixed(3),
        speed: Math.round((step - from) / (performance.now() - started) * 1000),
      });
    },
    stop: () => bar.stop(),
  };
}
