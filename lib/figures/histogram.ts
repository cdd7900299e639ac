import { sum } from "simple-statistics";
import {
  addAxes,
  axesOf,
  axis,
  type Draft,
  finish,
  newFigure,
  type Panel,
  panelId,
} from "./_layout.ts";
import { panelTitle } from "./_marks.ts";
import { colorOf, font, paleInk, short } from "./_style.ts";
import type { Axis, Figure } from "./figure.ts";
import type { Network } from "./guides.ts";

/** How many values fell between each edge and the next. */
export interface Histogram {
  /** One count per bin. */
  counts: number[];
  /** One more edge than bins. */
  edges: number[];
}

/** How {@linkcode histogram} counts. */
export interface BinsOptions {
  /**
   * How many bins.
   *
   * @default {40}
   */
  bins?: number;
  /**
   * First and last edge; what lies outside is counted in the outermost bins.
   *
   * @default {the least and the greatest value}
   */
  range?: readonly [number, number];
}

/**
 * Counts values in bins of equal width. The last bin includes its right edge; NaN is not counted.
 *
 * @param values the values
 * @param options bins and range
 * @returns counts and edges
 * @throws {RangeError} when bins is not a positive whole number, or the range is empty or not finite
 *
 * @example Two bins
 * ```ts
 * import { bins } from "@gan-clinic/gan-clinic/figures";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(bins([0, 0.2, 0.7, 1], { bins: 2, range: [0, 1] }), {
 *   counts: [2, 2],
 *   edges: [0, 0.5, 1],
 * });
 * ```
 */
export function bins(values: ArrayLike<number>, options: BinsOptions = {}): Histogram {
  const { bins = 40, range } = options;
  if (!Number.isInteger(bins) || bins < 1) {
    throw refusal(`bins must be a whole number above 0, got ${bins}`);
  }
  const sorted = Float64Array.from(values).sort();
  let [low, high] = range ?? [sorted[0] ?? 0, sorted.at(-1) ?? 1];
  if (!range && low === high) [low, high] = [low - 0.5, high + 0.5];
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw refusal(`expected a range low < high, got ${low}, ${high}`);
  }
  const counts = new Array<number>(bins).fill(0);
  for (const value of sorted) {
    if (Number.isNaN(value)) continue;
    const bin = Math.floor((value - low) / (high - low) * bins);
    counts[Math.min(bins - 1, Math.max(0, bin))]! += 1;
  }
  const edges = Array.from({ length: bins + 1 }, (_, i) => low + (high - low) * i / bins);
  return { counts, edges };
}

const refusal = (why: string) => new RangeError(`Cannot count a histogram: ${why}`);

/** One histogram of {@linkcode histogram}. */
export interface HistogramPanel extends Histogram {
  /** What is counted. */
  title: string;
  /** A remark below the title, for instance the saturated share. */
  note?: string;
  /** The network it belongs to, for the colour. */
  network?: Network;
  /** What the values are. */
  xTitle?: string;
}

/** What {@linkcode histogram} shows. */
export interface HistogramsOptions {
  /** What stands above the figure. */
  title?: string;
  /** The histograms, from left to right; more than three make rows. */
  panels: readonly HistogramPanel[];
}

/**
 * Histograms side by side, each as the share of its values per bin.
 *
 * @param options title and panels
 * @returns the figure
 * @throws {RangeError} when a panel does not have exactly one more edge than counts
 */
export function histogram({ title, panels }: HistogramsOptions): Figure {
  const columns = panels.length === 4 ? 2 : Math.min(3, Math.max(1, panels.length));
  const rows = Math.max(1, Math.ceil(panels.length / columns));
  const top = (title ? 46 : 8) + 48, bottom = 48, panelHeight = 170, between = 104;
  const height = top + bottom + rows * panelHeight + (rows - 1) * between;
  const margin = { l: 62, r: 18, t: top, b: bottom };
  const figure = newFigure(height, margin, title);
  figure.layout.bargap = 0;
  const inner = height - top - bottom, gap = 0.085;
  const share = (1 - gap * (columns - 1)) / columns;
  panels.forEach((panel, i) => {
    const column = i % columns, row = Math.floor(i / columns);
    const upper = 1 - row * (panelHeight + between) / inner;
    const left = column * (share + gap), lower = Math.max(0, upper - panelHeight / inner);
    const place: Panel = { id: panelId(i), x: [left, left + share], y: [lower, upper] };
    addHistogram(figure, panel, place, column === 0);
  });
  return finish(figure);
}

function addHistogram(
  figure: Draft,
  { title, note, counts, edges, network, xTitle = "value" }: HistogramPanel,
  panel: Panel,
  first: boolean,
): void {
  if (edges.length !== counts.length + 1) {
    const need = `${counts.length} counts need ${counts.length + 1} edges`;
    throw new RangeError(`Cannot draw a histogram: ${need}, got ${edges.length}: ${title}`);
  }
  const total = sum(counts) || 1, { annotations } = figure.layout;
  annotations.push(panelTitle(panel, title, { yshift: note ? 24 : 6 }));
  if (note) {
    annotations.push(panelTitle(panel, "", { text: note, yshift: 5, font: font(13, paleInk) }));
  }
  const span: [number, number] = [short(edges[0]!), short(edges.at(-1)!)];
  const high = short(1.08 * Math.max(...counts, 1e-9) / total);
  const x = axis(xTitle, { range: span, showgrid: false, nticks: 6 });
  const y: Axis = { tickformat: ".0%", range: [0, high], nticks: 5 };
  addAxes(figure, panel, x, axis(first ? "share of values" : undefined, y));
  figure.data.push({
    type: "bar",
    name: title,
    ...axesOf(panel),
    x: counts.map((_, i) => short((edges[i]! + edges[i + 1]!) / 2)),
    y: counts.map((count) => short(count / total)),
    width: counts.map((_, i) => short(edges[i + 1]! - edges[i]!)),
    marker: { color: colorOf(network) },
    hovertemplate: "%{y:.1%} around %{x:.3g}<extra></extra>",
  });
}
