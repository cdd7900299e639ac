import { axis, finish, newFigure } from "./_layout.ts";
import { addGuide } from "./_marks.ts";
import { colorOf, font, short } from "./_style.ts";
import type { Figure } from "./figure.ts";
import type { Network } from "./guides.ts";

/** One bar of {@linkcode bars}. */
export interface Bar {
  /** What stands below it; `<br>` breaks the line. */
  label: string;
  /** Its height. */
  value: number;
  /** The network it belongs to, for the colour. */
  network?: Network;
}

/** How {@linkcode bars} draws. */
export interface BarsOptions {
  /** The bars, from left to right. */
  bars: readonly Bar[];
  /** What the heights are. */
  yTitle: string;
  /** What stands above the figure. */
  title?: string;
  /**
   * Whether the heights have a logarithmic axis. Values of 0 then stand at its foot, written as 0.
   *
   * @default {false}
   */
  logScale?: boolean;
  /** A line across the bars, for instance an update-to-weight ratio of 1e-3. */
  guide?: { value: number; label: string };
}

/** A bar's value as it is written above it: 0.0123, or 1.2·10⁻⁷. */
function written(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || !Number.isFinite(value)) return String(value);
  if (size >= 0.001 && size < 10000) return String(Number(value.toPrecision(3)));
  const [digits, power] = value.toExponential(1).split("e");
  return `${digits}\u00b710<sup>${Number(power)}</sup>`.replaceAll("-", "\u2212");
}

/**
 * Bars with their values written above them, for instance the size of each layer's gradient.
 *
 * @param options bars, axis, guide
 * @returns the figure
 */
export function bars(options: BarsOptions): Figure {
  const { bars, yTitle, title, logScale = false, guide } = options;
  const b = bars.some((bar) => bar.label.includes("<br>")) ? 58 : 40;
  const margin = { l: 76, r: guide ? 130 : 24, t: title ? 56 : 24, b };
  const figure = newFigure(340, margin, title), { layout } = figure;
  const heights = [...bars.map((bar) => bar.value), ...(guide ? [guide.value] : [])]
    .filter((v) => Number.isFinite(v) && (!logScale || v > 0));
  const top = Math.max(...heights, logScale ? 1e-30 : 0), foot = Math.min(...heights, top);
  const range: [number, number] = logScale
    ? [Math.floor(Math.log10(foot) - 0.5), Math.log10(top) + 0.12 * (Math.log10(top / foot) + 1)]
    : [Math.min(0, 1.15 * foot), 1.15 * top || 1];
  const least = logScale ? 10 ** range[0] : -Infinity;
  const powers = Math.ceil((range[1] - range[0]) / 7);
  layout.bargap = Math.max(0.45, 1 - 0.12 * bars.length);
  layout.xaxis = axis(undefined, { type: "category", showgrid: false, tickangle: 0, ticks: "" });
  layout.yaxis = axis(yTitle, {
    range: [short(range[0]), short(range[1])],
    ...(logScale ? { type: "log", exponentformat: "power", dtick: powers } : { nticks: 7 }),
  });
  figure.data.push({
    type: "bar",
    x: bars.map((bar) => bar.label),
    y: bars.map((bar) => short(Math.max(bar.value, least))),
    text: bars.map((bar) => written(bar.value)),
    textposition: "outside",
    textfont: font(),
    cliponaxis: false,
    marker: { color: bars.map((bar) => colorOf(bar.network)) },
    hovertemplate: "%{x}: %{text}<extra></extra>",
  });
  if (guide) {
    const end = { x: 1, xshift: 6, align: "left" } as const;
    addGuide(figure, { id: "", logScale }, guide, end, {});
  }
  return finish(figure);
}
