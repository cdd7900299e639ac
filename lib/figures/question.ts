import type { History } from "../gan/history.ts";
import { addAxes, axesOf, axis, type Draft, finish, newFigure, type Panel } from "./_layout.ts";
import { panelTitle, picture } from "./_marks.ts";
import { looks, short } from "./_style.ts";
import type { Figure } from "./figure.ts";

/** What {@linkcode question} shows. */
export interface QuestionOptions {
  /** The latent as a picture: a PNG data URI. */
  noise: string;
  /** What the generator makes of it: a PNG data URI. */
  generated: string;
  /** The run whose epoch ends are drawn. */
  history: History;
  /** What stands above the figure. */
  title?: string;
}

/**
 * The question's four plots: the noise, the image made from it, and both losses at the last step of each epoch.
 *
 * @param options pictures and run
 * @returns the figure
 */
export function question(options: QuestionOptions): Figure {
  const { noise, generated, history, title } = options;
  const margin = { l: 66, r: 24, t: title ? 76 : 44, b: 48 };
  const figure = newFigure(560, margin, title);
  const left: [number, number] = [0, 0.44], right: [number, number] = [0.56, 1];
  const upper: [number, number] = [0.58, 1], lower: [number, number] = [0, 0.42];
  addPicture(figure, { id: "", x: left, y: upper }, "Noise", noise);
  addPicture(figure, { id: "2", x: right, y: upper }, "Generated Image", generated);
  addLoss(figure, { id: "3", x: left, y: lower }, "D-Loss", history, "dLoss");
  addLoss(figure, { id: "4", x: right, y: lower }, "G-Loss", history, "gLoss");
  return finish(figure);
}

function addTitle({ layout }: Draft, panel: Panel, title: string): number {
  const x = (panel.x[0] + panel.x[1]) / 2;
  layout.annotations.push(panelTitle(panel, title, { x, xanchor: "center" }));
  return x;
}

function addPicture(figure: Draft, panel: Panel, title: string, source: string): void {
  const { x: [left, right], y: [foot, top] } = panel, middle = addTitle(figure, panel, title);
  const image = picture(source, [middle, top], [right - left, top - foot], { xanchor: "center" });
  figure.layout.images.push(image);
}

function addLoss(
  figure: Draft,
  panel: Panel,
  title: string,
  history: History,
  metric: "dLoss" | "gLoss",
): void {
  const y = history.epochEnds[metric].map(short);
  addTitle(figure, panel, title);
  addAxes(figure, panel, axis("epoch", { nticks: 6 }), axis(undefined, { nticks: 6 }));
  figure.data.push({
    type: "scatter",
    mode: y.length < 60 ? "lines+markers" : "lines",
    name: title,
    x0: 1,
    dx: 1,
    y,
    ...axesOf(panel),
    line: { ...looks[metric], width: 2 },
    marker: { color: looks[metric].color, size: 5 },
    hovertemplate: "epoch %{x}: %{y:.4f}<extra></extra>",
  });
}
