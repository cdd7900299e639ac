import { baseLayout, family, finish, paleInk, width } from "./_style.ts";
import type { Figure } from "./figure.ts";

/** One picture of {@linkcode samples}. */
export interface Sample {
  /** What stands above it. */
  label: string;
  /** A PNG data URI. */
  png: string;
  /** A remark below it. */
  note?: string;
}

/** How {@linkcode samples} draws. */
export interface SamplesOptions {
  /** What stands above the figure. */
  title?: string;
  /**
   * Height of the pictures divided by their width.
   *
   * @default {1}
   */
  aspect?: number;
  /**
   * Greatest width of a picture in pixels.
   *
   * @default {260}
   */
  size?: number;
}

/**
 * Pictures side by side, for instance sample grids of several epochs.
 *
 * @param samples the pictures with their labels
 * @param options title and form
 * @returns the figure
 */
export function samples(
  samples: readonly Sample[],
  options: SamplesOptions = {},
): Figure {
  const { title, aspect = 1, size = 260 } = options;
  const gap = 16, margin = { l: 14, r: 14, t: (title ? 42 : 6) + 28, b: 14 };
  if (samples.some((sample) => sample.note)) margin.b = 34;
  const count = Math.max(1, samples.length), inner = width - margin.l - margin.r;
  const side = Math.min(size, (inner - gap * (count - 1)) / count);
  const height = Math.round(side * aspect + margin.t + margin.b);
  const figure: Figure = { data: [], layout: baseLayout(height, margin, title) };
  const { layout } = figure;
  // Without an axis plotly.js draws no picture.
  const hidden = { visible: false, range: [0, 1] as [number, number], fixedrange: true };
  layout.xaxis = hidden;
  layout.yaxis = hidden;
  samples.forEach(({ label, png, note }, i) => {
    const x = i * (side + gap) / inner, share = side / inner;
    const common = { xref: "paper", yref: "paper", showarrow: false, xanchor: "center" } as const;
    layout.images!.push({
      source: png,
      ...{ xref: "paper", yref: "paper", x, y: 1, sizex: share, sizey: 1 },
      ...{ xanchor: "left", yanchor: "top", sizing: "contain", layer: "below" },
    });
    layout.annotations!.push({
      ...common,
      text: label,
      ...{ x: x + share / 2, y: 1, yanchor: "bottom", yshift: 4 },
      font: { family, size: 13, color: "#2b2b2b" },
    });
    if (!note) return;
    layout.annotations!.push({
      ...common,
      text: note,
      ...{ x: x + share / 2, y: 0, yanchor: "top", yshift: -6 },
      font: { family, size: 13, color: paleInk },
    });
  });
  return finish(figure);
}
