import type { History } from "../gan/history.ts";
import { addCurves, lossCurves, lossTitle, opinionCurves, valueRange } from "./_curves.ts";
import { finish, newFigure, type Panel } from "./_layout.ts";
import { annotation, below, picture } from "./_marks.ts";
import { font, paleInk, width } from "./_style.ts";
import type { Figure } from "./figure.ts";
import type { Guide } from "./guides.ts";

/** What {@linkcode training} shows beside the curves. */
export interface TrainingOptions {
  /**
   * Lines that theory predicts for the losses.
   *
   * @default {[]}
   */
  guides?: readonly Guide[];
  /** A grid of samples as a PNG data URI. */
  samples?: string;
  /** The line above the figure. */
  progress?: string;
  /**
   * Right end of the time axis, in epochs.
   *
   * @default {as far as the run came}
   */
  epochs?: number;
}

/**
 * The picture of a run while it trains: losses and opinions on the left, samples on the right.
 *
 * @param history the run so far
 * @param options guide lines, samples, progress line
 * @returns the figure
 */
export function training(history: History, options: TrainingOptions = {}): Figure {
  const { guides = [], samples, progress, epochs = history.epochs } = options;
  const height = 370, margin = { l: 58, r: 6, t: 40, b: 46 };
  const figure = newFigure(height, margin, progress ?? " "), { layout } = figure;
  layout.title!.font = font(14, paleInk);
  const plotWidth = width - margin.l - margin.r, plotHeight = height - margin.t - margin.b;
  const side = plotHeight / plotWidth, left = 1 - side, x: [number, number] = [0, left - 0.158];
  const losses = lossCurves(history);
  const range = valueRange(losses, guides, false, 0.2), title = lossTitle();
  const upper: Panel = { id: "", x, y: [0.42, 1] }, lower: Panel = { id: "2", x, y: [0, 0.34] };
  addCurves(figure, { ...upper, curves: losses, guides, epochs, range, title });
  addCurves(figure, {
    ...lower,
    curves: opinionCurves(history),
    epochs,
    range: [-0.08, 1.08],
    ticks: [0, 0.5, 1],
    title: "opinion",
    xTitle: "epoch",
  });
  if (samples) {
    layout.images.push(picture(samples, [1, 1], [1 - left, 1], { xanchor: "right" }));
    const place = { ...below(-8), xanchor: "center" } as const;
    layout.annotations.push(annotation("samples from fixed latents", (left + 1) / 2, 0, place));
  }
  return finish(figure);
}
