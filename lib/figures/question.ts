import type { History } from "../gan/history.ts";
import { axis, baseLayout, finish, looks, type Panel, panelTitle, short } from "./_style.ts";
import type { Axis, Figure } from "./figure.ts";

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
  const figure: Figure = { data: [], layout: baseLayout(560, margin, title) };
  const left: [number, number] = [0, 0.44], right: [number, number] = [0.56, 1];
  const upper: [number, number] = [0.58, 1], lower: [number, number] = [0, 0.42];
  addPicture(figure, { id: "", x: left, y: upper }, "Noise", noise);
  addPicture(figure, { id: "2", x: right, y: upper }, "Generated Image", generated);
  addLoss(figure, { id: "3", x: left, y: lower }, "D-Loss", history, "dLoss");
  addLoss(figure, { id: "4", x: right, y: lower }, "G-Loss", history, "gLoss");
  return finish(figure);
}

function addPicture({ layout }: Figure, panel: Panel, title: string, source: string): void {
  layout.annotations!.push({
    ...panelTitle(panel, title),
    x: (panel.x[0] + panel.x[1]) / 2,
    xanchor: "center",
  });
  layout.images!.push({
    source,
    ...{ xref: "paper", yref: "paper" },
    ...{ x: (panel.x[0] + panel.x[1]) / 2, y: panel.y[1] },
    ...{ sizex: panel.x[1] - panel.x[0], sizey: panel.y[1] - panel.y[0] },
    ...{ xanchor: "center", yanchor: "top", sizing: "contain", layer: "below" },
  });
}

function addLoss(
  { data, layout }: Figure,
  panel: Panel,
  title: string,
  history: History,
  metric: "dLoss" | "gLoss",
): void {
  const { id } = panel;
  const y = history.epochEnds[metric].map(short);
  layout.annotations!.push({
    ...panelTitle(panel, title),
    x: (panel.x[0] + panel.x[1]) / 2,
    xanchor: "center",
  });
  const xaxis: Axis = { domain: panel.x, anchor: `y${id}`, nticks: 6 };
  layout[`xaxis${id}`] = axis("epoch", xaxis);
  layout[`yaxis${id}`] = axis(undefined, { domain: panel.y, anchor: `x${id}`, nticks: 6 });
  data.push({
    type: "scatter",
    mode: y.length < 60 ? "lines+markers" : "lines",
    ...{ name: title, x0: 1, dx: 1, y, xaxis: `x${id}`, yaxis: `y${id}` },
    line: { ...looks[metric], width: 2 },
    marker: { color: looks[metric].color, size: 5 },
    hovertemplate: "epoch %{x}: %{y:.4f}<extra></extra>",
  });
}
