import { axis, baseLayout, family, finish, paleInk, panelTitle, short, width } from "./_style.ts";
import type { Figure } from "./figure.ts";

/** One panel of {@linkcode points}. */
export interface PointsPanel {
  /** What stands above it. */
  title: string;
  /** Pairs x, y. */
  points: ArrayLike<number>;
  /** A remark below it. */
  note?: string;
}

/** What {@linkcode points} draws. */
export interface PointsOptions {
  /** The panels, side by side. */
  panels: readonly PointsPanel[];
  /** Both axes reach from minus this to this. */
  reach: number;
  /** Places to mark in every panel. */
  marks?: readonly (readonly [number, number])[];
}

/**
 * Points in the plane, one panel beside the other on equal scales.
 *
 * @param options panels, range, marks
 * @returns the figure
 *
 * @example
 * ```ts
 * import * as figures from "@gan-clinic/gan-clinic/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const figure = figures.points({ panels: [{ title: "one point", points: [0.5, 1] }], reach: 2 });
 * assertEquals(figure.data[0]!.x, [0.5]);
 * ```
 */
export function points({ panels, reach, marks = [] }: PointsOptions): Figure {
  const margin = { l: 14, r: 14, t: 34, b: panels.some(({ note }) => note) ? 36 : 14 };
  const gap = 18, inner = width - margin.l - margin.r;
  const side = Math.min(390, (inner - gap * (panels.length - 1)) / panels.length);
  const figure: Figure = {
    data: [],
    layout: baseLayout(Math.round(side + margin.t + margin.b), margin),
  };
  panels.forEach(({ title, points, note }, i) => {
    const id = i === 0 ? "" : String(i + 1), from = i * (side + gap) / inner;
    const at: [number, number] = [short(from), short(Math.min(1, from + side / inner))];
    const plain = axis(undefined, {
      ...{ range: [-reach, reach], showgrid: false, ticks: "", showticklabels: false },
    });
    figure.layout[`xaxis${id}`] = { ...plain, domain: at, anchor: `y${id}` };
    figure.layout[`yaxis${id}`] = { ...plain, domain: [0, 1], anchor: `x${id}` };
    const pairs = Array.from({ length: points.length / 2 }, (_, k) => 2 * k);
    const common = { type: "scatter", mode: "markers", xaxis: `x${id}`, yaxis: `y${id}` } as const;
    figure.data.push({
      ...common,
      x: pairs.map((k) => Number(points[k]!.toFixed(2))),
      y: pairs.map((k) => Number(points[k + 1]!.toFixed(2))),
      marker: { color: "#1f6fb4", size: 3 },
      opacity: 0.5,
      hoverinfo: "skip",
    });
    if (marks.length > 0) {
      figure.data.push({
        ...common,
        ...{ x: marks.map(([x]) => x), y: marks.map(([, y]) => y) },
        marker: { color: "#c0392b", size: 9, symbol: "cross-thin-open" },
        hoverinfo: "skip",
      });
    }
    figure.layout.annotations!.push(panelTitle({ id, x: at, y: [0, 1] }, title));
    if (!note) return;
    figure.layout.annotations!.push({
      text: note,
      ...{ x: at[0], y: 0, xref: "paper", yref: "paper", xanchor: "left", yanchor: "top" },
      ...{ yshift: -8, showarrow: false, font: { family, size: 13, color: paleInk } },
    });
  });
  return finish(figure);
}
