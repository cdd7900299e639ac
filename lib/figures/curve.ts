import { extent } from "simple-statistics";
import { axis, finish, newFigure, wholePanel } from "./_layout.ts";
import { addEndLabels } from "./_marks.ts";
import { font, ink, short } from "./_style.ts";
import type { Figure } from "./figure.ts";

// Not those of D and G: a function is neither.
const colors = [
  { color: "#3d4451" },
  { color: "#8e5ea2", dash: "7px,3px" },
  { color: "#b3720a" },
  { color: "#2e7d4f", dash: "7px,3px" },
];

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
  const figure = newFigure(360, margin, title), { data, layout } = figure;
  const drawn = curves.map(({ name, f }, i) => ({
    name,
    look: colors[i % colors.length]!,
    y: Array.from({ length: points }, (_, k) => short(f(from + k * dx))),
  }));
  const values = [...drawn.flatMap((c) => c.y), ...marks.map((m) => m.y)].filter(Number.isFinite);
  const [low, high] = extent(values), room = 0.12 * (high - low || 1);
  const [foot, top] = [short(low - room), short(high + room)];
  layout.xaxis = axis(xTitle, { range: [from, to] });
  layout.yaxis = axis(yTitle, { range: [foot, top], nticks: 7 });
  for (const { name, look, y } of drawn) {
    const line = { ...look, width: 2.4 };
    data.push({ type: "scatter", mode: "lines", name, x0: from, dx: short(dx), y, line });
  }
  const labels = drawn.map(({ name, look: { color }, y }) => {
    return { text: `<b>${name}</b>`, color, end: (y.at(-1)! - foot) / (top - foot) };
  });
  addEndLabels(figure, wholePanel, labels, 9);
  if (marks.length > 0) {
    data.push({
      type: "scatter",
      mode: "markers",
      x: marks.map((m) => short(m.x)),
      y: marks.map((m) => short(m.y)),
      marker: { color: "#ffffff", size: 9, line: { color: ink, width: 2 } },
      cliponaxis: false,
      hoverinfo: "skip",
    });
  }
  for (const { x, y, label } of marks) {
    // The text goes to the roomier side.
    const right = x < (from + to) / 2, up = y < (low + high) / 2;
    const anchors = { xref: "x", yref: "y", xanchor: right ? "left" : "right" } as const;
    const shifts = { xshift: right ? 8 : -8, yshift: up ? 18 : -18, showarrow: false } as const;
    const box = { bgcolor: "rgba(255,255,255,0.85)", borderpad: 2, align: "left" } as const;
    layout.annotations.push({ text: label, x, y, ...anchors, ...shifts, ...box, font: font() });
  }
  return finish(figure);
}
