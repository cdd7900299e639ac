import type { History } from "../gan/history.ts";
import { addCurves, lossCurves, opinionCurves, valueRange } from "./_curves.ts";
import { baseLayout, family, finish, fontSize, paleInk, type Panel, width } from "./_style.ts";
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
  const figure: Figure = { data: [], layout: baseLayout(height, margin, progress ?? " ") };
  figure.layout.title!.font = { family, size: 14, color: paleInk };
  const plotWidth = width - margin.l - margin.r, plotHeight = height - margin.t - margin.b;
  const side = plotHeight / plotWidth;
  const right = 1 - side - 0.158;
  const losses = lossCurves(history);
  addCurves(figure, {
    ...{ id: "", x: [0, right], y: [0.42, 1], curves: losses, guides, epochs },
    range: valueRange(losses, guides, false, 0.2),
    title: "loss in nats",
  });
  addCurves(figure, {
    ...{ id: "2", x: [0, right], y: [0, 0.34], curves: opinionCurves(history), epochs },
    range: [-0.08, 1.08],
    ticks: [0, 0.5, 1],
    title: "opinion",
    xTitle: "epoch",
  });
  const grid: Panel = { id: "3", x: [1 - side, 1], y: [0, 1] };
  if (samples) addSamples(figure, grid, samples);
  return finish(figure);
}

function addSamples({ layout }: Figure, panel: Panel, source: string): void {
  layout.images!.push({
    source,
    ...{ xref: "paper", yref: "paper", x: panel.x[1], y: panel.y[1] },
    ...{ sizex: panel.x[1] - panel.x[0], sizey: panel.y[1] - panel.y[0] },
    ...{ xanchor: "right", yanchor: "top", sizing: "contain", layer: "below" },
  });
  layout.annotations!.push({
    text: "samples from fixed latents",
    x: (panel.x[0] + panel.x[1]) / 2,
    y: 0,
    ...{ xref: "paper", yref: "paper", xanchor: "center", yanchor: "top", yshift: -8 },
    showarrow: false,
    font: { family, size: fontSize, color: paleInk },
  });
}
