import type { Metrics } from "../gan/history.ts";
import type { Annotation, Axis, Figure, Font, Layout } from "./figure.ts";

/** The two networks of a GAN, D and G. */
export type Network = "D" | "G";

/** How one curve looks: colour, and a dash for readers who do not see the colour. */
export interface Look {
  color: string;
  dash?: string;
}

const gDash = "7px,3px";

/** D is red and solid, G blue and dashed, in every figure. */
export const looks: Record<keyof Metrics, Look> = {
  dLoss: { color: "#c0392b" },
  gLoss: { color: "#1f6fb4", dash: gDash },
  dReal: { color: "#2e7d4f" },
  dFake: { color: "#b3720a", dash: gDash },
};

export const networkLook: Record<Network, Look> = { D: looks.dLoss, G: looks.gLoss };

export const ink = "#2b2b2b";
export const paleInk = "#666666";
export const gridColor = "#e8e8e8";
export const family = "Helvetica, Arial, sans-serif";
export const fontSize = 13;
/** What JupyterLab shows without cutting off in a window of 1280 pixels, its file list open. */
export const width = 840;

/** Mixes a colour with white: 0 leaves it, 1 is white. */
export function pale(color: string, share: number): string {
  const mixed = [1, 3, 5].map((at) => {
    const value = parseInt(color.slice(at, at + 2), 16);
    return Math.round(value + (255 - value) * share).toString(16).padStart(2, "0");
  });
  return `#${mixed.join("")}`;
}

/** A number with five significant digits, so that a figure stays small. */
export const short = (value: number): number => Number(value.toPrecision(5));

/** A loss as it is written next to its curve. */
export function label(value: number): string {
  if (!Number.isFinite(value)) return "not finite";
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 3).replace("-", "\u2212");
}

const font = (size: number, color = ink): Font => ({ family, size, color });

/** What every figure has in common. Panels come on top of it. */
export function baseLayout(
  height: number,
  margin: Layout["margin"],
  title?: string,
): Layout {
  const layout: Layout = {
    width,
    height,
    margin,
    font: font(fontSize),
    paper_bgcolor: "#ffffff",
    plot_bgcolor: "#ffffff",
    showlegend: false,
    hovermode: "closest",
    annotations: [],
    shapes: [],
    images: [],
  };
  if (title) {
    layout.title = {
      text: title,
      font: font(16),
      x: 0,
      xref: "container",
      xanchor: "left",
      y: 1,
      yref: "container",
      yanchor: "top",
      pad: { l: 14, t: 14 },
    };
  }
  return layout;
}

/** An axis in the common style. */
export function axis(title: string | undefined, more: Axis = {}): Axis {
  return {
    ...(title ? { title: { text: title, font: font(fontSize), standoff: 8 } } : {}),
    gridcolor: gridColor,
    zeroline: false,
    showline: true,
    linecolor: "#999999",
    ticks: "outside",
    ticklen: 4,
    tickcolor: "#999999",
    tickfont: font(12, "#444444"),
    automargin: false,
    ...more,
  };
}

/** Where a panel stands, as shares of the plotting area, and its axes' names. */
export interface Panel {
  /** The number at the end of `xaxis2`; empty for the first panel. */
  id: string;
  x: [number, number];
  y: [number, number];
}

/** The title above a panel. */
export function panelTitle(panel: Panel, text: string): Annotation {
  return {
    text: `<b>${text}</b>`,
    x: panel.x[0],
    y: panel.y[1],
    xref: "paper",
    yref: "paper",
    xanchor: "left",
    yanchor: "bottom",
    yshift: 6,
    showarrow: false,
    font: font(14),
  };
}

/** Moves labels apart: centres that keep their order and are at least `gap` pixels from each other. */
export function spread(
  wanted: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = wanted.map((v) => Math.min(high, Math.max(low, v)));
  // A few rounds of pushing neighbours apart equally, then back into the frame.
  for (let round = 0; round < 50; round++) {
    for (let k = 1; k < order.length; k++) {
      const below = order[k - 1]!, above = order[k]!;
      const overlap = gap - (placed[above]! - placed[below]!);
      if (overlap > 0) {
        placed[below]! -= overlap / 2;
        placed[above]! += overlap / 2;
      }
    }
    for (const i of order) placed[i] = Math.min(high, Math.max(low, placed[i]!));
  }
  return placed;
}

/** Empty layout members only lengthen the JSON. */
export function finish(figure: Figure): Figure {
  const { layout } = figure;
  for (const key of ["annotations", "shapes", "images"] as const) {
    if (layout[key]?.length === 0) delete layout[key];
  }
  return figure;
}
