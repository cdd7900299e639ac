/**
 * The progress bar of a training.
 *
 * @module
 */

import { Presets, SingleBar } from "cli-progress";

const format = "{bar} epoch {epoch} of {epochs} | {words} | {speed} steps/s | {eta_formatted} left";

/**
 * Passes the steps of a training on, and shows on a bar how far it is; shows nothing where the output is no terminal.
 *
 * @param steps the steps
 * @param epochs how long the training is
 * @param words what the bar says of a step
 * @returns the same steps
 */
export async function* withBar<Step extends { step: number; epoch: number }>(
  steps: AsyncIterable<Step>,
  epochs: number,
  words: (step: Step) => string,
): AsyncGenerator<Step> {
  const bar = new SingleBar({ format, barsize: 24, etaBuffer: 500 }, Presets.shades_classic);
  const started = performance.now();
  let from: number | undefined;
  try {
    for await (const event of steps) {
      const { step, epoch } = event;
      const goesOn = from !== undefined;
      from ??= step - 1;
      const speed = Math.round((step - from) / (performance.now() - started) * 1000);
      const shown = { epoch: epoch.toFixed(1), epochs, words: words(event), speed };
      if (goesOn) bar.update(step, shown);
      else bar.start(Math.round(epochs * step / epoch), from, shown);
      yield event;
    }
  } finally {
    bar.stop();
  }
}
