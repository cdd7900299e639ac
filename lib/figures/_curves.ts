import { extent } from "simple-statistics";
import type { History, Metrics } from "../gan/history.ts";
import { addAxes, axesOf, axis, type Draft, type Panel } from "./_layout.ts";
import { addEndLabels, addGuideLine } from "./_marks.ts";
import { colorOf, type Look, looks, place, short } from "./_style.ts";
import type { Axis } from "./figure.ts";
import type { Guide } from "./guides.ts";

const maxWindows = 120;
const maxRaw = 160;

/** One curve to draw: a metric of a run. */
export interface Curve {
  history: History;
  metric: keyof Metrics;
  /** What is written at its right end. */
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

/** The title of an axis of losses. */
export const lossTitle = (logScale = false): string =>
  logScale ? "loss in nats (log scale)" : "loss in nats";

/** The single entries, for a stretch of a run that is looked at closely. */
function entriesOf({ history, metric }: Curve): { x0: number; dx: number; y: number[] } {
  const { stride, columns } = history;
  return { x0: stride / 2, dx: stride, y: columns[metric].map(short) };
}

/** Means over windows that start short and grow with the run, at most {@link maxWindows} of them. */
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

/** The single steps, or the least and greatest of each bucket of them in order of appearance. */
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

/** A range that shows all means and guides, and the single steps apart from rare spikes. */
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
  const [low, high] = extent(values).map((v) => place(v, logScale)) as [number, number];
  const span = Math.max(high - low, logScale ? 0.2 : 0.02 * Math.abs(high), 1e-6);
  return [short(low - room * span), short(high + room * span)];
}

/** How a panel of curves is drawn. */
export interface CurvePanel extends Panel {
  curves: readonly Curve[];
  guides?: readonly Guide[];
  range: [number, number];
  /** Right end of the x axis, in epochs. */
  epochs: number;
  /** Draws every entry, along an axis of steps, instead of means along one of epochs. */
  bySteps?: boolean;
  title?: string;
  /** Title of the x axis, which has no tick labels without one. */
  xTitle?: string;
  logScale?: boolean;
  /** Ticks of the y axis, unless Plotly chooses them. */
  ticks?: number[];
}

/** Draws curves with guide lines, each labelled where it ends. */
export function addCurves(figure: Draft, panel: CurvePanel): void {
  const { curves, guides = [], range, epochs, title, xTitle, logScale = false, ticks } = panel;
  const { bySteps = false } = panel;
  const [low, high] = range;
  const length = bySteps ? curves[0]!.history.steps : epochs;
  const time = axis(xTitle, { range: [0, short(Math.max(length, 1e-6))], nticks: 9 });
  if (xTitle === undefined) time.showticklabels = false;
  const scale: Axis = logScale
    ? { type: "log", exponentformat: "none", dtick: high - low > 1.5 ? 1 : "D2" }
    : { nticks: 7 };
  addAxes(figure, panel, time, axis(title, { range, ...scale, ...(ticks && { tickvals: ticks }) }));

  const drawn = curves.map((curve) => ({
    ...curve,
    mean: bySteps ? entriesOf(curve) : means(curve),
  }));
  for (const guide of guides) addGuideLine(figure, panel, guide);

  const axes = axesOf(panel);
  for (const curve of bySteps ? [] : curves) {
    figure.data.push({
      type: "scatter",
      mode: "lines",
      ...axes,
      ...rawEnvelope(curve),
      line: { color: curve.look.color, width: 1 },
      opacity: 0.22,
      hoverinfo: "skip",
    });
  }
  for (const { name, look, mean } of drawn) {
    figure.data.push({
      type: "scatter",
      mode: mean.y.length === 1 ? "lines+markers" : "lines",
      ...axes,
      name,
      ...mean,
      line: { ...look, width: 2.2 },
      hovertemplate: `${name} %{y:.4g}<br>${
        bySteps ? "step %{x:.0f}" : "epoch %{x:.2f}"
      }<extra></extra>`,
    });
  }
  // All texts stand at the right, where they hide no curve.
  const endOf = (value: number) => (place(value, logScale) - low) / (high - low);
  const labels = drawn.filter(({ mean }) => mean.y.length > 0).map(({ name, look, mean }) => {
    const last = mean.y.at(-1)!;
    return { text: `<b>${name}</b> ${written(last)}`, color: look.color, end: endOf(last) };
  });
  const marks = guides.map(({ value, label, network }) => ({
    text: `\u2508 ${label}`,
    color: colorOf(network),
    end: endOf(value),
  }));
  addEndLabels(figure, panel, [...labels, ...marks], 5);
}

/** A loss as it is written next to its curve. */
function written(value: number): string {
  if (!Number.isFinite(value)) return "not finite";
  const size = Math.abs(value);
  return value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 3).replace("-", "\u2212");
}
