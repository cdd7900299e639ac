import type { History, Metrics } from "../gan/history.ts";
import {
  axis,
  family,
  fontSize,
  label,
  type Look,
  looks,
  networkLook,
  type Panel,
  short,
  spread,
} from "./_style.ts";
import type { Guide } from "./guides.ts";
import type { Annotation, Figure } from "./figure.ts";

const maxWindows = 120;
const maxRaw = 160;

/** One curve to draw: a metric of a run. */
export interface Curve {
  history: History;
  metric: keyof Metrics;
  /** What stands at its right end. */
  name: string;
  look: Look;
}

const names: Record<keyof Metrics, string> = {
  dLoss: "D loss",
  gLoss: "G loss",
  dReal: "D(real)",
  dFake: "D(fake)",
};

const curvesOf = (history: History, metrics: (keyof Metrics)[]): Curve[] =>
  metrics.map((metric) => ({ history, metric, name: names[metric], look: looks[metric] }));

/** The two losses of a run. */
export const lossCurves = (history: History): Curve[] => curvesOf(history, ["dLoss", "gLoss"]);

/** What the discriminator thinks of real images and of fakes. */
export const opinionCurves = (history: History): Curve[] => curvesOf(history, ["dReal", "dFake"]);

/** Means over windows: fine at first, at most {@link maxWindows} of them in the end. */
function means({ history, metric }: Curve): { x0: number; dx: number; y: number[] } {
  const entries = history.columns[metric].length;
  const perEpoch = history.info.stepsPerEpoch / history.stride;
  const size = Math.max(1, entries / maxWindows, Math.min(perEpoch / 20, entries / 12));
  return {
    x0: short(size / 2 / perEpoch),
    dx: size / perEpoch,
    y: history.windowMeans(metric, size).map(short),
  };
}

/** The single steps, or the least and the greatest of each bucket of them, in order of appearance. */
function rawEnvelope({ history, metric }: Curve): { x0: number; dx: number; y: number[] } {
  const column = history.columns[metric];
  const perEpoch = history.info.stepsPerEpoch / history.stride;
  if (column.length <= 2 * maxRaw) {
    return { x0: short(0.5 / perEpoch), dx: 1 / perEpoch, y: column.map(short) };
  }
  const size = column.length / maxRaw;
  const y = Array.from({ length: maxRaw }, (_, i) => {
    const bucket = column.slice(Math.round(i * size), Math.round((i + 1) * size));
    const low = Math.min(...bucket), high = Math.max(...bucket);
    return bucket.indexOf(low) <= bucket.indexOf(high) ? [low, high] : [high, low];
  });
  return { x0: short(size / 4 / perEpoch), dx: size / 2 / perEpoch, y: y.flat().map(short) };
}

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.round(q * (sorted.length - 1))];

/** A range that shows all means and guides, and the single steps but for rare spikes. */
export function valueRange(
  curves: readonly Curve[],
  guides: readonly Guide[],
  logScale: boolean,
  room = 0.12,
): [number, number] {
  const shown = (v: number) => Number.isFinite(v) && (!logScale || v > 0);
  const values = guides.map((g) => g.value).filter(shown);
  for (const curve of curves) {
    const steps = rawEnvelope(curve).y.filter(shown).sort((a, b) => a - b);
    values.push(...means(curve).y.filter(shown));
    if (steps.length > 0) values.push(quantile(steps, 0.02)!, quantile(steps, 0.98)!);
  }
  if (values.length === 0) return logScale ? [-1, 1] : [0, 1];
  const ends = [Math.min(...values), Math.max(...values)].map((v) => logScale ? Math.log10(v) : v);
  const span = Math.max(ends[1]! - ends[0]!, logScale ? 0.2 : 0.02 * Math.abs(ends[1]!), 1e-6);
  return [short(ends[0]! - room * span), short(ends[1]! + room * span)];
}

/** How a panel of curves is drawn. */
export interface CurvePanel extends Panel {
  curves: readonly Curve[];
  guides?: readonly Guide[];
  range: [number, number];
  /** Right end of the x axis, in epochs. */
  epochs: number;
  title: string | undefined;
  xTitle?: string;
  logScale?: boolean;
  /** Ticks of the y axis, when not Plotly's own. */
  ticks?: number[];
}

/** Draws curves with guide lines, each labelled where it ends. */
export function addCurves(figure: Figure, panel: CurvePanel): void {
  const { layout, data } = figure;
  const { id, curves, guides = [], range, logScale = false } = panel;
  const xaxis = `x${id}`, yaxis = `y${id}`;
  const pixels = (layout.height - layout.margin.t - layout.margin.b) * (panel.y[1] - panel.y[0]);
  const place = (v: number) =>
    ((logScale ? Math.log10(v) : v) - range[0]) / (range[1] - range[0]) * pixels;
  const end = Math.max(panel.epochs, 1e-6);

  layout[`xaxis${id}`] = axis(panel.xTitle, {
    domain: panel.x,
    anchor: yaxis,
    range: [0, short(end)],
    nticks: 9,
    ...(panel.xTitle === undefined ? { showticklabels: false } : {}),
  });
  layout[`yaxis${id}`] = axis(panel.title, {
    domain: panel.y,
    anchor: xaxis,
    range,
    ...(logScale
      ? { type: "log", exponentformat: "none", dtick: range[1] - range[0] > 1.5 ? 1 : "D2" }
      : { nticks: 7 }),
    ...(panel.ticks ? { tickvals: panel.ticks } : {}),
  });

  const drawn = curves.map((curve) => ({ curve, mean: means(curve) }));
  for (const { value, label: text, network } of guides) {
    const { color } = networkLook[network];
    layout.shapes!.push({
      type: "line",
      ...{ x0: 0, x1: 1, xref: `${xaxis} domain`, y0: value, y1: value, yref: yaxis },
      line: { color, width: 1.2, dash: "dot" },
      layer: "below",
    });
    layout.annotations!.push(guideLabel(panel, { value, label: text, network }, drawn));
  }

  for (const curve of curves) {
    const common = { type: "scatter", mode: "lines", xaxis, yaxis } as const;
    data.push({
      ...common,
      ...rawEnvelope(curve),
      line: { color: curve.look.color, width: 1 },
      opacity: 0.22,
      hoverinfo: "skip",
    });
  }
  for (const { curve, mean } of drawn) {
    data.push({
      type: "scatter",
      mode: mean.y.length === 1 ? "lines+markers" : "lines",
      ...{ xaxis, yaxis, name: curve.name, ...mean },
      line: { ...curve.look, width: 2.2 },
      hovertemplate: `${curve.name} %{y:.4g}<br>epoch %{x:.2f}<extra></extra>`,
    });
  }

  const shown = drawn.flatMap(({ curve, mean }) => {
    const last = mean.y.at(-1);
    return last === undefined ? [] : [{ curve, last }];
  });
  const wanted = shown.map(({ last }) => {
    const at = place(last);
    return Number.isFinite(at) ? at : pixels;
  });
  const spots = spread(wanted, 17, 6, pixels - 6);
  shown.forEach(({ curve, last }, i) => {
    layout.annotations!.push({
      text: `<b>${curve.name}</b> ${label(last)}`,
      x: panel.x[1],
      xref: "paper",
      y: panel.y[0],
      yref: "paper",
      yshift: Math.round(spots[i]!),
      xshift: 5,
      xanchor: "left",
      yanchor: "middle",
      showarrow: false,
      font: { family, size: fontSize, color: curve.look.color },
    });
  });
}

/** Puts a guide's text on the side of its line where its curve, at the left, is not. */
function guideLabel(
  panel: CurvePanel,
  guide: Guide,
  drawn: readonly { curve: Curve; mean: { y: number[] } }[],
): Annotation {
  const metric = guide.network === "D" ? "dLoss" : "gLoss";
  const start = drawn.find(({ curve }) => curve.metric === metric)?.mean.y.slice(0, 40) ?? [];
  const above = start.filter((v) => v < guide.value).length >= start.length / 2;
  return {
    text: guide.label,
    x: 0,
    xref: `x${panel.id} domain`,
    y: panel.logScale ? Math.log10(guide.value) : guide.value,
    yref: `y${panel.id}`,
    xshift: 6,
    yshift: above ? 1 : -1,
    xanchor: "left",
    yanchor: above ? "bottom" : "top",
    showarrow: false,
    bgcolor: "rgba(255,255,255,0.75)",
    borderpad: 1,
    font: { family, size: 12, color: networkLook[guide.network].color },
  };
}
