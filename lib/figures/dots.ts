import { axis, finish, newFigure } from "./_layout.ts";
import { annotation } from "./_marks.ts";
import { font, ink, looks, pale, paleInk, short } from "./_style.ts";
import type { Figure } from "./figure.ts";

/** One row of {@linkcode dots}. */
export interface DotRow {
  /** What stands at the left; `<br>` breaks the line. */
  label: string;
  /** The values of each group, in the order of the groups. */
  values: readonly (readonly number[])[];
}

/** What {@linkcode dots} draws. */
export interface DotsOptions {
  /** The rows, from top to bottom. */
  rows: readonly DotRow[];
  /** What the groups are, the last of them drawn on top. */
  groups: readonly string[];
  /** What the values are; their axis is logarithmic. */
  xTitle: string;
  /** What stands above the figure. */
  title?: string;
}

/** The colours of the groups: grey behind, red and blue before it. */
const colors = [pale(ink, 0.6), looks.dLoss.color, looks.gLoss.color];
const rowHeight = 30, labels = 250;

/**
 * Many values a row as dots on one axis, for instance every seed's distance under each of several recipes.
 *
 * @param options rows, groups, axis
 * @returns the figure
 *
 * @example
 * ```ts
 * import * as figures from "@gan-clinic/gan-clinic/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const rows = [{ label: "Adam", values: [[3, 4], [5]] }, { label: "SGD", values: [[7], [8]] }];
 * const { data } = figures.dots({ rows, groups: ["seeds 1, 2", "seed 3"], xTitle: "distance" });
 * assertEquals(data[0]!.x, [3, 4, 7]);
 * ```
 */
export function dots({ rows, groups, xTitle, title }: DotsOptions): Figure {
  const margin = { l: labels, r: 24, t: title ? 78 : 44, b: 52 };
  const figure = newFigure(margin.t + margin.b + rows.length * rowHeight, margin, title);
  const { data, layout } = figure;
  const all = rows.flatMap(({ values }) => values.flat()),
    [low, high] = [
      Math.log10(Math.min(...all)),
      Math.log10(Math.max(...all)),
    ];
  const tickvals = [-3, -2, -1, 0, 1, 2, 3].flatMap((power) =>
    [1, 2, 5].map((n) => n * 10 ** power)
  );
  const range: [number, number] = [low - 0.06, high + 0.06];
  layout.xaxis = axis(xTitle, { type: "log", range, tickvals, exponentformat: "none" });
  layout.yaxis = axis(undefined, {
    range: [rows.length - 0.5, -0.5],
    tickvals: rows.map((_, i) => i),
    showticklabels: false,
    ticks: "",
  });
  // A group a little above or below the others: none hides another.
  const middle = (groups.length - 1) / 2;
  groups.forEach((name, k) => {
    const points = rows.flatMap(({ values }, i) =>
      values[k]!.map((value) => [short(value), i + 0.18 * (k - middle)] as const)
    );
    data.push({
      type: "scatter",
      mode: "markers",
      name,
      x: points.map(([x]) => x),
      y: points.map(([, y]) => y),
      marker: { color: colors[k % colors.length]!, size: 8 },
      hovertemplate: `%{x}, ${name}<extra></extra>`,
    });
  });
  rows.forEach(({ label }, i) => {
    const at = { yref: "y", xanchor: "right", xshift: -18, font: font(13) } as const;
    layout.annotations.push(annotation(label, 0, i, at));
  });
  const legend = groups.map((name, k) =>
    `<span style="color:${colors[k % colors.length]}">\u25cf</span> ${name}`
  );
  layout.annotations.push(
    annotation(legend.join("\u2003"), 0, 1, {
      yanchor: "bottom",
      yshift: 8,
      font: font(13, paleInk),
    }),
  );
  return finish(figure);
}
