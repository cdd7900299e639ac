import type { History } from "../gan/history.ts";
import { addCurves, opinionCurves } from "./_curves.ts";
import { baseLayout, finish } from "./_style.ts";
import type { Figure } from "./figure.ts";

/**
 * The discriminator's mean opinions against epochs: the probability "real" that it gives to real images
 * and to fakes.
 *
 * @param history the run
 * @param options what stands above the figure
 * @returns the figure
 */
export function opinions(history: History, options: { title?: string } = {}): Figure {
  const { title } = options;
  const margin = { l: 66, r: 118, t: title ? 48 : 18, b: 48 };
  const figure: Figure = { data: [], layout: baseLayout(300, margin, title) };
  addCurves(figure, {
    ...{ id: "", x: [0, 1], y: [0, 1], curves: opinionCurves(history) },
    range: [-0.05, 1.05],
    ticks: [0, 0.25, 0.5, 0.75, 1],
    epochs: history.epochs,
    title: "probability \u201creal\u201d",
    xTitle: "epoch",
  });
  return finish(figure);
}
