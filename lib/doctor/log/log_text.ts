/**
 * What was read from a log and what it shows, as text.
 *
 * @module
 */
import { type ReportOptions, reportText } from "../report_text.ts";
import { extent, median } from "../exam/numbers.ts";
import type { LogReport } from "./diagnose_log.ts";
import type { LossLog } from "./parse_log.ts";
import { type LossFamily, restingLosses } from "./resting.ts";
import { sparkline } from "./sparkline.ts";
import { loggingAdvice } from "./wanted.ts";

const lossWords: Readonly<Record<LossFamily, string>> = {
  crossEntropy: "sigmoid cross entropy",
  leastSquares: "least squares",
  hinge: "hinge",
  wasserstein: "Wasserstein",
  relativistic: "relativistic",
};

/**
 * A log's report as plain text, for a terminal: what was read, the curves, the findings, and what to log next.
 *
 * @param log the log
 * @param report what `diagnoseLog` says of it
 * @param options where to read on
 * @returns several lines
 */
export function logText(log: LossLog, report: LogReport, options: ReportOptions = {}): string {
  const advice = report.next.map((wanted) => loggingAdvice[wanted]);
  const indent = (code: string) => code.replace(/^/gm, "     ");
  return [
    readText(log, report),
    curveText("D loss", log.d, report) + "\n" + curveText("G loss", log.g, report),
    reportText(report, options),
    "A log shows losses, and nothing else. To log next:",
    ...advice.map(({ what, pytorch, keras }) =>
      `- ${what}\n   PyTorch:\n${indent(pytorch)}\n   Keras:\n${indent(keras)}`
    ),
  ].join("\n\n");
}

function readText(log: LossLog, { loss }: LogReport): string {
  const { d, g, opinionOfReal, opinionOfFake } = log.columns;
  const opinions = log.opinions
    ? `; D's opinions from "${opinionOfReal}" and "${opinionOfFake}"`
    : "";
  const skipped = log.skipped ? `; ${log.skipped} lines or rows without both skipped` : "";
  const halves = loss.family === "wasserstein" || loss.family === "relativistic"
    ? ""
    : loss.halves
    ? `, D's halves ${loss.halves === "sum" ? "added" : "averaged"}`
    : ", D's halves added or averaged";
  return [
    `Read ${log.d.length} rows of ${log.format}: D loss from "${d}", G loss from "${g}"${opinions}${skipped}.`,
    ...(log.others.length ? [`Not used: ${log.others.slice(0, 12).join(", ")}.`] : []),
    `Taken for a ${lossWords[loss.family]} loss${halves}: ${loss.because}. Name another by --loss.`,
  ].join("\n");
}

/** A curve with its range, its end, and the nearest constant of its loss. */
function curveText(name: string, values: readonly number[], { loss }: LogReport): string {
  const finite = values.filter(Number.isFinite),
    [low, high] = extent(finite),
    end = median(values.slice(-Math.ceil(values.length / 4)));
  const range = finite.length ? `${short(low)} to ${short(high)}` : "";
  const near =
    restingLosses.filter(({ family, halves }) =>
      family === loss.family && (!halves || !loss.halves || halves === loss.halves)
    ).map((point) => ({ at: name === "D loss" ? point.d : point.g, ...point }))
      .filter(({ at }) => at && Math.abs(at - end) < Math.max(0.05, at / 50))
      .toSorted((a, b) => Math.abs(a.at! - end) - Math.abs(b.at! - end))[0];
  const [ofD, ofG] = near?.formula.slice("D ".length).split(", G ") ?? [];
  const side = name === "D loss" ? ofD : ofG;
  const constant = near ? ` (near ${short(near.at!)} = ${side})` : "";
  return `${name}  ${sparkline(values)}  ${range}, at the end ${short(end)}${constant}`;
}

const short = (value: number) => String(Number(value.toPrecision(4)));
