import { font, width } from "./_style.ts";
import type { Axis, Figure, Layout } from "./figure.ts";

/** A figure in the making, whose lists are there to be filled. */
export interface Draft extends Figure {
  layout: Layout & Required<Pick<Layout, "annotations" | "shapes" | "images">>;
}

type Margin = Layout["margin"];

const white = { paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff" };
const container = { xref: "container", yref: "container", pad: { l: 14, t: 14 } };
const corner = { ...container, x: 0, y: 1, xanchor: "left", yanchor: "top" } as const;

/** An empty figure with what all figures have in common. */
export function newFigure(height: number, margin: Margin, title?: string): Draft {
  const size = { width, height, margin }, lists = { annotations: [], shapes: [], images: [] };
  const common = { font: font(), showlegend: false, hovermode: "closest" } as const;
  const layout: Draft["layout"] = { ...size, ...common, ...white, ...lists };
  if (title) layout.title = { ...corner, text: title, font: font(16) };
  return { data: [], layout };
}

/** An empty figure for pictures alone: plotly.js draws none without an axis. */
export function newPictureFigure(height: number, margin: Margin, title?: string): Draft {
  const figure = newFigure(height, margin, title);
  const hidden: Axis = { visible: false, range: [0, 1], fixedrange: true };
  figure.layout.xaxis = hidden;
  figure.layout.yaxis = hidden;
  return figure;
}

/** Drops the lists that stayed empty, which would only lengthen the JSON. */
export function finish(figure: Draft): Figure {
  const { layout }: Figure = figure;
  for (const key of ["annotations", "shapes", "images"] as const) {
    if (layout[key]?.length === 0) delete layout[key];
  }
  return figure;
}

/** Where a panel stands as shares of the plotting area, and the number of its axes. */
export interface Panel {
  /** The number at the end of `xaxis2`; empty for the first panel. */
  id: string;
  x: [number, number];
  y: [number, number];
}

/** The only panel of a figure. */
export const wholePanel: Panel = { id: "", x: [0, 1], y: [0, 1] };

/** The {@link Panel.id} of the panel with this index. */
export const panelId = (index: number): string => index === 0 ? "" : String(index + 1);

/** Names the axes of a panel for its traces. */
export const axesOf = ({ id }: { id: string }) => ({ xaxis: `x${id}`, yaxis: `y${id}` });

const lines = { gridcolor: "#e8e8e8", zeroline: false, showline: true, linecolor: "#999999" };
const ticks = { ticks: "outside", ticklen: 4, tickcolor: "#999999" } as const;
const axisLook: Axis = { ...lines, ...ticks, tickfont: font(12, "#444444"), automargin: false };

/** An axis in the common style. */
export function axis(title: string | undefined, more: Axis = {}): Axis {
  const titled = title ? { title: { text: title, font: font(), standoff: 8 } } : {};
  return { ...titled, ...axisLook, ...more };
}

/** Gives a panel its two axes. */
export function addAxes({ layout }: Draft, panel: Panel, x: Axis, y: Axis): void {
  const { xaxis, yaxis } = axesOf(panel);
  layout[`xaxis${panel.id}`] = { ...x, domain: panel.x, anchor: yaxis };
  layout[`yaxis${panel.id}`] = { ...y, domain: panel.y, anchor: xaxis };
}
