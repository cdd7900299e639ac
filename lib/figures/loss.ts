import type { History } from "../gan/history.ts";
import { addCurves, lossCurves, lossTitle, valueRange } from "./_curves.ts";
import { finish, newFigure, wholePanel } from "./_layout.ts";
import { pale } from "./_style.ts";
import type { Figure } from "./figure.ts";
import type { Guide } from "./guides.ts";

/** A run with the name that a figure gives to it. */
export interface LabelledHistory {
  /** For instance `0.0001`. */
  label: string;
  /** The run. */
  history: History;
}

/** How {@linkcode loss} draws. */
export interface LossOptions {
  /**
   * Lines that theory predicts.
   *
   * @default {[]}
   */
  guides?: readonly Guide[];
  /** What stands above the figure. */
  title?: string;
  /**
   * Whether the losses have a logarithmic axis.
   *
   * @default {false}
   */
  logScale?: boolean;
  /**
   * Whether every entry is drawn, along an axis of steps: for a stretch of a run that is looked at closely.
   *
   * @default {false}
   */
  bySteps?: boolean;
}

/**
 * Both losses against epochs: a light line through the steps, a bold one through their means.
 *
 * @param histories one run, or several with their names, the later the darker
 * @param options guide lines, title, scale
 * @returns the figure
 *
 * @example The losses of a short run
 * ```ts
 * import * as figures from "@gan-clinic/gan-clinic/figures";
 * import { History } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * const history = new History({ recipe: "asAsked", seed: 1, stepsPerEpoch: 2 });
 * for (const dLoss of [1.3, 1.4]) history.push({ dLoss, gLoss: 0.5, dReal: 0.6, dFake: 0.4 });
 * assertEquals(figures.loss(history).layout.xaxis?.title?.text, "epoch");
 * ```
 */
export function loss(
  histories: History | readonly LabelledHistory[],
  options: LossOptions = {},
): Figure {
  const { guides = [], title, logScale = false, bySteps = false } = options;
  const runs = "columns" in histories ? [{ label: "", history: histories }] : histories;
  const curves = runs.flatMap(({ label, history }, i) => {
    const share = 0.45 * (runs.length - 1 - i) / Math.max(1, runs.length - 1);
    return lossCurves(history).map((curve) => ({
      ...curve,
      name: label === "" ? curve.name : `${curve.name[0]} ${label}`,
      look: { ...curve.look, color: pale(curve.look.color, share) },
    }));
  });
  const longest = Math.max(0, ...curves.map((c) => c.name.length));
  const margin = { l: 66, r: 62 + 7.4 * longest, t: title ? 48 : 18, b: 48 };
  const figure = newFigure(380, margin, title);
  addCurves(figure, {
    ...wholePanel,
    curves,
    guides,
    logScale,
    range: valueRange(curves, guides, logScale),
    epochs: Math.max(...runs.map((run) => run.history.epochs)),
    title: lossTitle(logScale),
    bySteps,
    xTitle: bySteps ? "step" : "epoch",
  });
  return finish(figure);
}
