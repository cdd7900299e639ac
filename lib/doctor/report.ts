/**
 * What the doctor says.
 *
 * @module
 */
import type { Recipe } from "../gan/recipe.ts";

/**
 * How sure the doctor is: `certain`, it was measured and leaves no doubt; `likely`, healthy GANs do not do that as
 * a rule; `worth a look`, healthy GANs do that too.
 */
export type Level = "certain" | "likely" | "worth a look";

/** The levels, the surest first. */
export const levels: readonly Level[] = ["certain", "likely", "worth a look"];

/** One thing that was found. */
export interface Finding {
  /** What it is, in one word for programs. */
  id: string;
  /** How sure it is. */
  level: Level;
  /** What it is, in one sentence. */
  title: string;
  /** What was measured, by name. */
  evidence: Readonly<Record<string, number | string>>;
  /** Why that is a fault, and what it does to training. */
  explanation: string;
  /** The repair, as code. */
  repair: string;
  /** What the measurement leaves open, in one sentence, where it does. */
  cannotTell?: string;
  /** What it is about, as the key of a recipe, where a recipe has one for it. */
  about?: keyof Recipe;
}

/** A question that stays open. */
export interface Unjudged {
  /** The check that was not made. */
  check: string;
  /** What it would have answered. */
  question: string;
  /** Why it was not made. */
  because: string;
}

/** The outcome of an examination. */
export interface Report {
  /** What was found, the surest and deepest cause first. */
  findings: readonly Finding[];
  /** What could not be judged, and why. */
  unjudged: readonly Unjudged[];
  /** The checks that were made. */
  made: readonly string[];
}

/**
 * The findings that need a repair: all but those that are only worth a look.
 *
 * @param report a report
 * @returns its findings that are certain or likely
 */
export function faults(report: Report): Finding[] {
  return report.findings.filter(({ level }) => level !== "worth a look");
}

/**
 * Which faults a report names.
 *
 * @param report a report
 * @returns the checks that found one, each once, in the report's order: `output, weights`, or `none`
 */
export function faultNames(report: Report): string {
  return [...new Set(faults(report).map(({ id }) => id))].join(", ") || "none";
}

/**
 * A report in one sentence.
 *
 * @param report the report
 * @returns how many findings of each level there are, and what is left open; without a fault, also that the pictures
 * were not judged
 */
export function summary({ findings, unjudged, made }: Report): string {
  const counts = levels.map((level) => [findings.filter((f) => f.level === level).length, level])
    .filter(([count]) => count !== 0).map(([count, level]) => `${count} ${level}`);
  const open = unjudged.length ? `; ${unjudged.length} could not be judged` : "";
  const checks = `${made.length} check${made.length === 1 ? "" : "s"} made`;
  // A GAN can train by the book and draw badly; what is only worth a look does not rule that out either.
  const limits = findings.some(({ level }) => level !== "worth a look")
    ? ""
    : " This is about how it trains, not about how good its pictures are.";
  return `${counts.length ? counts.join(", ") : "Nothing found"}: ${checks}${open}.${limits}`;
}

/**
 * What was measured, as text.
 *
 * @param evidence the evidence of a finding
 * @returns `name value, name value`
 */
export function evidenceText(evidence: Finding["evidence"]): string {
  return Object.entries(evidence).map(([name, value]) =>
    `${name} ${typeof value === "number" ? Number(value.toPrecision(3)) : value}`
  ).join(", ");
}

/**
 * The questions that stay open, those with the same reason together.
 *
 * @param report the report
 * @returns a line for each reason
 */
export function notJudged({ unjudged }: Report): string[] {
  const questions = Map.groupBy(unjudged, ({ because }) => because);
  return [...questions].map(([because, open]) =>
    `${open.map(({ question }) => question).join(" ")} ${because}.`
  );
}
