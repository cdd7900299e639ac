import { addCurves, lossCurves, lossTitle, opinionCurves, valueRange } from "./_curves.ts";
import { finish, newFigure, type Panel } from "./_layout.ts";
import { panelTitle } from "./_marks.ts";
import type { Figure } from "./figure.ts";
import type { Guide } from "./guides.ts";
import type { LabelledHistory, LossOptions } from "./loss.ts";

/** How {@linkcode compare} draws. */
export interface CompareOptions extends Omit<LossOptions, "guides" | "bySteps"> {
  /**
   * What is compared: the two losses, or D(real) and D(fake).
   *
   * @default {"losses"}
   */
  show?: "losses" | "opinions";
  /**
   * Lines that theory predicts for the run before.
   *
   * @default {[]}
   */
  guidesBefore?: readonly Guide[];
  /**
   * Lines that theory predicts for the run after.
   *
   * @default {[]}
   */
  guidesAfter?: readonly Guide[];
}

/**
 * Two runs side by side on the same axes, before and after a repair.
 *
 * @param before the run before, and its name
 * @param after the run after, and its name
 * @param options what is compared, guide lines, title
 * @returns the figure
 */
export function compare(
  before: LabelledHistory,
  after: LabelledHistory,
  options: CompareOptions = {},
): Figure {
  const { show = "losses", guidesBefore = [], guidesAfter = [], title, logScale = false } = options;
  const losses = show === "losses";
  const guides = losses ? [guidesBefore, guidesAfter] : [[], []];
  const curves = [before, after].map(({ history }) =>
    losses ? lossCurves(history) : opinionCurves(history)
  );
  const range: [number, number] = losses
    ? valueRange(curves.flat(), guides.flat(), logScale)
    : [-0.05, 1.05];
  const margin = { l: 66, r: 108, t: title ? 84 : 44, b: 48 };
  const figure = newFigure(360, margin, title);
  const panels: Panel[] = [{ id: "", x: [0, 0.4], y: [0, 1] }, { id: "2", x: [0.6, 1], y: [0, 1] }];
  panels.forEach((panel, i) => {
    addCurves(figure, {
      ...panel,
      curves: curves[i]!,
      guides: guides[i]!,
      range,
      logScale: losses && logScale,
      epochs: [before, after][i]!.history.epochs,
      ...(i === 0 && { title: losses ? lossTitle(logScale) : "probability \u201creal\u201d" }),
      xTitle: "epoch",
      ...(!losses && { ticks: [0, 0.25, 0.5, 0.75, 1] }),
    });
    figure.layout.annotations.push(panelTitle(panel, [before, after][i]!.label));
  });
  return finish(figure);
}
