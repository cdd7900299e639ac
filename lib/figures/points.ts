import { addAxes, axesOf, axis, finish, newFigure, type Panel, panelId } from "./_layout.ts";
import { annotation, below, panelTitle } from "./_marks.ts";
import { looks, short, width } from "./_style.ts";
import type { Axis, Figure } from "./figure.ts";

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
  /** Both axes run from minus this to plus this. */
  reach: number;
  /** Places to mark in every panel. */
  marks?: readonly (readonly [number, number])[];
}

/**
 * Points in the plane, in panels side by side with equal scales.
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
  const figure = newFigure(Math.round(side + margin.t + margin.b), margin);
  const { data, layout } = figure;
  const hidden: Axis = {
    range: [-reach, reach],
    showgrid: false,
    ticks: "",
    showticklabels: false,
  };
  const plain = axis(undefined, hidden);
  panels.forEach(({ title, points, note }, i) => {
    const left = i * (side + gap) / inner, right = Math.min(1, left + side / inner);
    const panel: Panel = { id: panelId(i), x: [short(left), short(right)], y: [0, 1] };
    addAxes(figure, panel, plain, plain);
    const common = {
      type: "scatter",
      mode: "markers",
      ...axesOf(panel),
      hoverinfo: "skip",
    } as const;
    const values = Array.from(points, (value) => Number(value.toFixed(2)));
    // Behind the points: these may all lie under one mark.
    if (marks.length > 0) {
      data.push({
        ...common,
        x: marks.map(([x]) => x),
        y: marks.map(([, y]) => y),
        marker: { color: looks.dLoss.color, size: 9, symbol: "cross-thin-open" },
      });
    }
    data.push({
      ...common,
      x: values.filter((_, k) => k % 2 === 0),
      y: values.filter((_, k) => k % 2 === 1),
      marker: { color: looks.gLoss.color, size: 4 },
      opacity: 0.5,
    });
    layout.annotations.push(panelTitle(panel, title));
    if (note) layout.annotations.push(annotation(note, panel.x[0], 0, below(-8)));
  });
  return finish(figure);
}
