import type { History } from "../gan/history.ts";
import type { Spread } from "../trends/spread.ts";
import { addCurves, type CurvePanel, lossCurves, valueRange } from "./_curves.ts";
import { type Draft, finish, newFigure, type Panel, panelId } from "./_layout.ts";
import { addGuide, annotation, below, picture } from "./_marks.ts";
import { font, ink, looks, paleInk, place, width } from "./_style.ts";
import type { Annotation, Figure } from "./figure.ts";
import type { Guide } from "./guides.ts";

/** The axis of a row's losses. */
export interface LossScale {
  /** The least and the greatest loss shown, in nats. */
  range: [number, number];
  /** The losses that are marked. */
  ticks: number[];
  /**
   * Whether the axis is logarithmic.
   *
   * @default {false}
   */
  logScale?: boolean;
}

/** One row of {@linkcode ledger}: a recipe, what its losses did, what it draws. */
export interface LedgerFigureRow {
  /** The notebook's number. */
  number: string;
  /** The repair in a few words. */
  title: string;
  /** What came of it; `<br>` breaks the line. */
  note: string;
  /** A run of the recipe. */
  history: History;
  /** Where its losses come to rest in theory. */
  guides?: readonly Guide[];
  /** The axis of its losses; it spans them when left out. */
  scale?: LossScale;
  /** Samples at the run's end: a PNG data URI, two and a half times as wide as high. */
  samples: string;
  /** The Fréchet distance at the run's end over all seeds. */
  distance: Spread;
  /** The distance of a perfect generator. */
  floor: number;
}

// In pixels. The losses stand between the words and the samples, with room for the names at their ends.
const margin = { l: 14, r: 14, t: 72, b: 6 };
const inner = width - margin.l - margin.r;
const rowHeight = 104, panelHeight = 80, axisHeight = 34;
const losses = [196, 420] as const, samples = [500, 702] as const, bars = [724, inner] as const;

/**
 * The ledger as one figure, a row per repair: its words, its two losses, samples of the same latents, its distance.
 *
 * It can be read on its own: what a reader should see is written beside it, and the distance bars of all rows share one
 * scale.
 *
 * @param rows the repairs in order
 * @returns the figure
 *
 * @example
 * ```ts
 * import { History } from "@gan-clinic/gan-clinic";
 * import * as figures from "@gan-clinic/gan-clinic/figures";
 * import { spread } from "@gan-clinic/gan-clinic/trends";
 * import { assertEquals } from "@std/assert";
 *
 * const history = new History({ recipe: "asAsked", seed: 1, stepsPerEpoch: 1 });
 * for (const dLoss of [1.4, 1.5, 1.6]) history.push({ dLoss, gLoss: 0.3, dReal: 0.7, dFake: 0.7 });
 * const row = { number: "01", title: "as asked", note: "noise", samples: "data:image/png;base64," };
 * const { layout } = figures.ledger([{ ...row, history, distance: spread([500, 512]), floor: 1.2 }]);
 * assertEquals(layout.images?.length, 1);
 * ```
 */
export function ledger(rows: readonly LedgerFigureRow[]): Figure {
  // One time axis serves all the rows above it that are as long.
  const closes = rows.map(({ history }, i) => history.epochs !== rows[i + 1]?.history.epochs);
  const plot = rows.length * rowHeight + axisHeight * closes.filter(Boolean).length;
  const figure = newFigure(margin.t + Math.max(plot, 1) + margin.b, margin);
  const worst = Math.max(...rows.map(({ distance }) => distance.max));
  addHeadings(figure, rows);
  let top = 0;
  rows.forEach((row, i) => {
    const panel: Panel = {
      id: panelId(i),
      x: [losses[0] / inner, losses[1] / inner],
      y: [1 - (top + panelHeight) / plot, 1 - top / plot],
    };
    addWords(figure, row, panel);
    addLosses(figure, row, panel, closes[i]!);
    addSamples(figure, row, panel);
    addDistance(figure, row, panel, worst);
    top += rowHeight + (closes[i] ? axisHeight : 0);
  });
  return finish(figure);
}

/** A text at pixels from the left, on a height of the figure. */
const text = (words: string, x: number, y: number, more: Partial<Annotation>): Annotation =>
  annotation(words, x / inner, y, { align: "left", ...more });

function addHeadings({ layout }: Draft, rows: readonly LedgerFigureRow[]): void {
  const heading = (x: number, title: string, note: string) =>
    layout.annotations.push(
      text(`<b>${title}</b>`, x, 1, { yshift: 46, font: font(15) }),
      text(note, x, 1, { yshift: 27, font: font(13, paleInk) }),
    );
  const name = (words: string, { color }: { color: string }) =>
    `<span style="color:${color}"><b>${words}</b></span>`;
  const names = `${name("D", looks.dLoss)} and ${name("G", looks.gLoss)}`;
  const log = rows.find(({ scale }) => scale?.logScale);
  const scales = log ? `, from ${log.number} on a log scale` : "";
  heading(0, "The repair", "and what came of it");
  heading(losses[0], "The losses", `${names}${scales}`);
  heading(samples[0], "What G draws", "from the same ten latents");
  heading(bars[0], "Distance", rows[0] ? `real: ${rows[0].floor.toFixed(1)}` : "");
}

function addWords({ layout }: Draft, row: LedgerFigureRow, { y }: Panel): void {
  layout.annotations.push(
    text(`<b>${row.number}  ${row.title}</b>`, 0, y[1], { yshift: -17, font: font(15) }),
    text(row.note, 0, y[1], below(-30)),
  );
}

function addLosses(figure: Draft, row: LedgerFigureRow, at: Panel, closes: boolean): void {
  const { history, guides = [], scale } = row, { logScale = false, ticks } = scale ?? {};
  const curves = lossCurves(history).map((curve) => ({ ...curve, name: curve.name.slice(0, 1) }));
  const [low, high] = scale
    ? [place(scale.range[0], logScale), place(scale.range[1], logScale)]
    : valueRange(curves, guides, false);
  const panel: CurvePanel = {
    ...at,
    curves,
    range: [low, high],
    logScale,
    epochs: history.epochs,
    ...(closes && { xTitle: "epoch" }),
    ...(ticks && { ticks }),
  };
  addCurves(figure, panel);
  for (const guide of guides) {
    const up = guide.network === "D" || place(guide.value, logScale) - low < 0.25 * (high - low);
    const yanchor = up ? "bottom" : "top";
    addGuide(figure, panel, guide, { x: 1, xanchor: "right", yanchor, xshift: -4 });
  }
}

function addSamples({ layout }: Draft, row: LedgerFigureRow, { y: [foot, top] }: Panel): void {
  const [left, right] = samples;
  const wide = (right - left) / inner;
  layout.images.push(picture(row.samples, [left / inner, top], [wide, top - foot]));
}

/** The median as a bar, the range over the seeds as a line on it. */
function addDistance({ layout }: Draft, row: LedgerFigureRow, { y }: Panel, worst: number): void {
  const { median, min, max } = row.distance, epochs = Math.round(row.history.epochs);
  const at = (value: number) => (bars[0] + value / worst * (bars[1] - bars[0])) / inner;
  const middle = (y[0] + y[1]) / 2, thick = 0.06 * (y[1] - y[0]);
  const range = `${min.toFixed()} to ${max.toFixed()}<br>after ${epochs} epochs`;
  layout.annotations.push(
    text(`<b>${median.toFixed()}</b>`, bars[0], middle, { yshift: 22, font: font(20) }),
    text(range, bars[0], middle, { ...below(-12), font: font(12, paleInk) }),
  );
  const paper = { xref: "paper", yref: "paper", layer: "below" } as const, grey = "#b4bec5";
  const bar = { x0: at(0), x1: at(median), y0: middle - thick, y1: middle + thick };
  const seeds = { x0: at(min), x1: at(max), y0: middle, y1: middle };
  layout.shapes.push(
    { ...paper, ...bar, type: "rect", fillcolor: grey, line: { color: grey, width: 0 } },
    { ...paper, ...seeds, type: "line", line: { color: ink, width: 2 } },
  );
}
