import type { History } from "../gan/history.ts";
import type { Spread } from "../trends/spread.ts";
import { addCurves, lossCurves, valueRange } from "./_curves.ts";
import {
  baseLayout,
  family,
  finish,
  fontSize,
  ink,
  looks,
  networkLook,
  paleInk,
  type Panel,
  width,
} from "./_style.ts";
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
  /** Where theory says that its losses come to rest. */
  guides?: readonly Guide[];
  /** The axis of its losses, as far as they reach unless told. */
  scale?: LossScale;
  /** Samples at the run's end: a PNG data URI, twice and a half as wide as high. */
  samples: string;
  /** The FID at the run's end over all seeds. */
  fid: Spread;
  /** The FID of a perfect generator. */
  floor: number;
}

// In pixels. The losses stand between the words and the samples, with room for the names at their ends.
const margin = { l: 14, r: 14, t: 72, b: 6 };
const inner = width - margin.l - margin.r;
const rowHeight = 104, panelHeight = 80, axisHeight = 34;
const losses = [196, 420] as const, samples = [500, 702] as const, bars = [724, inner] as const;

/**
 * The ledger as one figure, a row per repair: its words, its two losses, samples of the same latents, its FID.
 *
 * It is made to be read alone: what a reader should see is written beside it, and the bar of each FID stands on the
 * scale of all rows.
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
 * const { layout } = figures.ledger([{ ...row, history, fid: spread([500, 512]), floor: 1.2 }]);
 * assertEquals(layout.images?.length, 1);
 * ```
 */
export function ledger(rows: readonly LedgerFigureRow[]): Figure {
  // One time axis serves all the rows above it that are as long.
  const closes = rows.map(({ history }, i) => history.epochs !== rows[i + 1]?.history.epochs);
  const plot = rows.length * rowHeight + axisHeight * closes.filter(Boolean).length;
  const figure: Figure = {
    data: [],
    layout: baseLayout(margin.t + Math.max(plot, 1) + margin.b, margin),
  };
  const worst = Math.max(...rows.map(({ fid }) => fid.max));
  addHeadings(figure, rows);
  let top = 0;
  rows.forEach((row, i) => {
    const panel: Panel = {
      id: i === 0 ? "" : String(i + 1),
      x: [losses[0] / inner, losses[1] / inner],
      y: [1 - (top + panelHeight) / plot, 1 - top / plot],
    };
    addWords(figure, row, panel);
    addLosses(figure, row, panel, closes[i]!);
    addSamples(figure, row, panel);
    addFid(figure, row, panel, worst);
    top += rowHeight + (closes[i] ? axisHeight : 0);
  });
  return finish(figure);
}

/** A text at pixels from the left, on a height of the figure. */
const text = (words: string, x: number, y: number, more: Partial<Annotation> = {}): Annotation => ({
  text: words,
  ...{ x: x / inner, y, xref: "paper", yref: "paper" },
  ...{ xanchor: "left", yanchor: "middle", align: "left", showarrow: false },
  ...more,
  font: { family, size: fontSize, color: ink, ...more.font },
});

function addHeadings({ layout }: Figure, rows: readonly LedgerFigureRow[]): void {
  const heading = (x: number, title: string, note: string) =>
    layout.annotations!.push(
      text(`<b>${title}</b>`, x, 1, { yshift: 46, font: { size: 15 } }),
      text(note, x, 1, { yshift: 27, font: { color: paleInk } }),
    );
  const [d, g] = [looks.dLoss.color, looks.gLoss.color];
  const span = (color: string, words: string) => `<span style="color:${color}">${words}</span>`;
  const log = rows.find(({ scale }) => scale?.logScale);
  const scales = log ? `, from ${log.number} on a log scale` : "";
  heading(0, "The repair", "and what came of it");
  heading(
    losses[0],
    "The losses",
    `${span(d, "<b>D</b>")} and ${span(g, "<b>G</b>")}, in nats${scales}`,
  );
  heading(samples[0], "What G draws", "the same ten latents in every row");
  heading(bars[0], "FID", rows[0] ? `at best ${rows[0].floor.toFixed(1)}` : "");
}

function addWords({ layout }: Figure, row: LedgerFigureRow, { y }: Panel): void {
  layout.annotations!.push(
    text(`<b>${row.number}  ${row.title}</b>`, 0, y[1], { yshift: -17, font: { size: 15 } }),
    text(row.note, 0, y[1], { yshift: -30, yanchor: "top", font: { color: paleInk } }),
  );
}

function addLosses(figure: Figure, row: LedgerFigureRow, panel: Panel, closes: boolean): void {
  const { history, guides = [], scale } = row;
  const { logScale = false } = scale ?? {};
  const curves = lossCurves(history).map((curve) => ({ ...curve, name: curve.name.slice(0, 1) }));
  const place = (loss: number) => logScale ? Math.log10(loss) : loss;
  const range: [number, number] = scale
    ? [place(scale.range[0]), place(scale.range[1])]
    : valueRange(curves, guides, false);
  addCurves(figure, {
    ...{ ...panel, curves, range, logScale, epochs: history.epochs, title: undefined },
    ...(closes ? { xTitle: "epoch" } : {}),
    ...(scale ? { ticks: scale.ticks } : {}),
  });
  for (const { value, label, network } of guides) {
    const up = network === "D" || place(value) - range[0] < 0.25 * (range[1] - range[0]);
    const { color } = networkLook[network];
    const at = { yref: `y${panel.id}`, xref: `x${panel.id} domain` };
    figure.layout.shapes!.push({
      ...{ ...at, type: "line", x0: 0, x1: 1, y0: value, y1: value, layer: "below" },
      line: { color, width: 1.2, dash: "dot" },
    });
    figure.layout.annotations!.push({
      ...{ ...at, text: label, x: 1, y: place(value), showarrow: false },
      ...{ xanchor: "right", yanchor: up ? "bottom" : "top", xshift: -4 },
      font: { family, size: 12, color },
    });
  }
}

function addSamples({ layout }: Figure, { samples: source }: LedgerFigureRow, { y }: Panel): void {
  layout.images!.push({
    source,
    ...{ xref: "paper", yref: "paper", x: samples[0] / inner, y: y[1] },
    ...{ sizex: (samples[1] - samples[0]) / inner, sizey: y[1] - y[0] },
    ...{ xanchor: "left", yanchor: "top", sizing: "contain", layer: "below" },
  });
}

/** The median as a bar, the range of the seeds as a line on it. */
function addFid({ layout }: Figure, row: LedgerFigureRow, { y }: Panel, worst: number): void {
  const { median, min, max } = row.fid;
  const whole = (value: number) => Math.round(value).toString();
  const place = (value: number) => (bars[0] + value / worst * (bars[1] - bars[0])) / inner;
  const middle = (y[0] + y[1]) / 2, thick = 0.06 * (y[1] - y[0]);
  layout.annotations!.push(
    text(`<b>${whole(median)}</b>`, bars[0], middle, { yshift: 22, font: { size: 20 } }),
    text(
      `${whole(min)} to ${whole(max)}<br>after ${Math.round(row.history.epochs)} epochs`,
      bars[0],
      middle,
      { yshift: -12, yanchor: "top", font: { size: 12, color: paleInk } },
    ),
  );
  const common = { xref: "paper", yref: "paper", layer: "below" } as const;
  layout.shapes!.push({
    ...{ ...common, type: "rect", x0: place(0), x1: place(median) },
    ...{ y0: middle - thick, y1: middle + thick },
    fillcolor: "#b4bec5",
    line: { color: "#b4bec5", width: 0 },
  }, {
    ...{ ...common, type: "line", x0: place(min), x1: place(max), y0: middle, y1: middle },
    line: { color: ink, width: 2 },
  });
}
