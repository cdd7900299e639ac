import { axis, baseLayout, family, finish, ink, looks, short, spread } from "./_style.ts";
import type { Figure } from "./figure.ts";

const colors = [looks.dLoss, looks.gLoss, looks.dReal, looks.dFake];

/** One function of {@linkcode curve}. */
export interface FunctionCurve {
  /** What stands at its right end. */
  name: string;
  /** The function. */
  f: (x: number) => number;
}

/** How {@linkcode curve} draws. */
export interface CurveOptions {
  /** One to four functions. */
  curves: readonly FunctionCurve[];
  /** First and last x. */
  range: readonly [number, number];
  /**
   * Points on the curves with what is written at them.
   *
   * @default {[]}
   */
  marks?: readonly { x: number; y: number; label: string }[];
  /** Title of the x axis. */
  xTitle: string;
  /** Title of the y axis. */
  yTitle: string;
  /** What stands above the figure. */
  title?: string;
}

/**
 * Functions as curves, with marked points.
 *
 * @param options functions, range, marks, titles
 * @returns the figure
 *
 * @example The sigmoid with its middle marked
 * ```ts
 * import * as figures from "@gan-clinic/gan-clinic/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const figure = figures.curve({
 *   curves: [{ name: "sigmoid", f: (x) => 1 / (1 + Math.exp(-x)) }],
 *   range: [-6, 6],
 *   marks: [{ x: 0, y: 0.5, label: "no opinion" }],
 *   xTitle: "logit",
 *   yTitle: "probability",
 * });
 * assertEquals(figure.data.length, 2);
 * ```
 */
export function curve(options: CurveOptions): Figure {
  const { curves, range: [from, to], marks = [], xTitle, yTitle, title } = options;
  // Two to a pixel: a steep curve in a wide range keeps its shape.
  const points = 1201;
  const dx = (to - from) / (points - 1);
  const longest = Math.max(0, ...curves.map((c) => c.name.replaceAll(/<[^>]*>/g, "").length));
  const margin = { l: 66, r: 24 + 7.6 * longest, t: title ? 52 : 18, b: 48 };
  const figure: Figure = { data: [], layout: baseLayout(360, margin, title) };
  const { data, layout } = figure;
  const drawn = curves.map(({ name, f }, i) => ({
    name,
    look: colors[i % colors.length]!,
    y: Array.from({ length: points }, (_, k) => short(f(from + k * dx))),
  }));
  const values = [...drawn.flatMap((c) => c.y), ...marks.map((m) => m.y)].filter(Number.isFinite);
  const low = Math.min(...values), high = Math.max(...values), room = 0.12 * (high - low || 1);
  const y: [number, number] = [short(low - room), short(high + room)];
  layout.xaxis = axis(xTitle, { range: [from, to] });
  layout.yaxis = axis(yTitle, { range: y, nticks: 7 });
  for (const { name, look, y } of drawn) {
    data.push({
      type: "scatter",
      mode: "lines",
      ...{ name, x0: from, dx: short(dx), y, line: { ...look, width: 2.4 } },
    });
  }
  const pixels = 360 - margin.t - margin.b;
  const spots = spread(
    drawn.map((c) => (c.y.at(-1)! - y[0]) / (y[1] - y[0]) * pixels),
    17,
    6,
    pixels - 6,
  );
  drawn.forEach(({ name, look }, i) => {
    layout.annotations!.push({
      text: `<b>${name}</b>`,
      ...{ x: 1, xref: "paper", y: 0, yref: "paper", xshift: 9, yshift: Math.round(spots[i]!) },
      ...{ xanchor: "left", yanchor: "middle", showarrow: false },
      font: { family, size: 13, color: look.color },
    });
  });
  if (marks.length > 0) {
    data.push({
      type: "scatter",
      mode: "markers",
      ...{ x: marks.map((m) => short(m.x)), y: marks.map((m) => short(m.y)) },
      marker: { color: "#ffffff", size: 9, line: { color: ink, width: 2 } },
      cliponaxis: false,
      hoverinfo: "skip",
    });
  }
  for (const mark of marks) {
    // The text goes to the roomier side.
    const right = mark.x < (from + to) / 2, up = mark.y < (low + high) / 2;
    layout.annotations!.push({
      text: mark.label,
      ...{ x: mark.x, y: mark.y, xref: "x", yref: "y", showarrow: false },
      ...{ xshift: right ? 8 : -8, yshift: up ? 18 : -18, xanchor: right ? "left" : "right" },
      ...{ bgcolor: "rgba(255,255,255,0.85)", borderpad: 2, align: "left" },
      font: { family, size: 13, color: ink },
    });
  }
  return finish(figure);
}
