/**
 * What two loss curves say by themselves.
 *
 * @module
 */
import type { Finding, Report, Unjudged } from "../report.ts";
import { enoughForSwings, enoughForTrends, measureCurves } from "./curves.ts";
import { guessLoss, type LossGuess, type NamedLoss } from "./family.ts";
import { findingsOf } from "./findings.ts";
import type { LogFinding } from "./log_finding.ts";
import type { LossLog } from "./parse_log.ts";
import type { Wanted } from "./wanted.ts";

/** With fewer rows nothing can be said. */
const fewest = 5;

/** What a log shows. */
export interface LogReport extends Report {
  /** Which loss it was read as, and why. */
  loss: LossGuess;
  /** What to log next, what tells most first. */
  next: readonly Wanted[];
}

/** What the log does not say by itself. */
export interface DiagnoseLogOptions {
  /**
   * Which loss it is of.
   *
   * @default {undefined} It is told from the numbers and the names of the columns.
   */
  loss?: NamedLoss;
}

/**
 * Says what the losses of a run show. They say less than the GAN itself does: prefer `diagnose` where there is one to
 * examine.
 *
 * @param log the losses
 * @param options which loss they are of, where that is known
 * @returns what they show, what they leave open, and what to log next
 * @throws {RangeError} when the log has fewer than 5 rows
 *
 * @example D is certain, and wrong about every fake
 * ```ts
 * import { diagnoseLog, parseLog } from "@gan-clinic/gan-clinic/doctor";
 * import { assertEquals } from "@std/assert";
 *
 * const log = parseLog("[D loss: 7.971192, acc.: 50.00%] [G loss: 0.000000]\n".repeat(12));
 * const { findings, loss } = diagnoseLog(log);
 * assertEquals([findings[0]?.id, loss.family, loss.halves], ["saturated", "crossEntropy", "mean"]);
 * ```
 */
export function diagnoseLog(log: LossLog, { loss: named }: DiagnoseLogOptions = {}): LogReport {
  const rows = log.d.length;
  if (rows < fewest) {
    throw new RangeError(
      `Cannot diagnose a log: expected at least ${fewest} rows with both losses, got ${rows}`,
    );
  }
  const loss = guessLoss(log, named), broken = notFinite(log);
  const curves = broken ? undefined : measureCurves(log, loss);
  const found = broken ? [broken] : findingsOf(curves!);
  const evidence: Finding["evidence"] = curves
    ? { "D loss at the end": curves.dEnd, "G loss at the end": curves.gEnd }
    : { rows };
  return {
    findings: found.map(({ next: _, ...finding }) => ({ ...finding, evidence })),
    unjudged: unjudged(rows),
    made: ["history"],
    loss,
    next: [...new Set([...found.flatMap(({ next }) => next), "samples" as const])]
      .filter((wanted) =>
        !(wanted === "halves" && log.halves) && !(wanted === "opinions" && log.opinions)
      ),
  };
}

function notFinite(log: LossLog): LogFinding | undefined {
  const at = (values: readonly number[]) => values.findIndex((value) => !Number.isFinite(value));
  const lost = ([["d", at(log.d)], ["g", at(log.g)]] as const).filter(([, row]) => row >= 0)
    .toSorted(([, a], [, b]) => a - b);
  if (lost.length === 0) return undefined;
  const [column, row] = lost[0]!;
  return {
    id: "divergence",
    level: "certain",
    title: `${log.columns[column]} is not finite from row ${row + 1} on`,
    explanation: "A logarithm or a division by zero, or weights that have grown beyond all bounds.",
    cannotTell:
      "which operation it was: the first network whose gradient is not finite, one step before, tells",
    repair: "// a smaller learning rate, and a loss that takes logits",
    next: ["gradients", "halves"],
  };
}

function unjudged(rows: number): Unjudged[] {
  const open: Unjudged[] = [];
  const few = (least: number, question: string) => {
    if (rows >= least) return;
    open.push({ check: "history", question, because: `needs ${least} rows, the log has ${rows}` });
  };
  few(enoughForTrends, "Do the losses climb or fall?");
  few(enoughForSwings, "Do the losses swing?");
  return open;
}
