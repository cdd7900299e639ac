/**
 * A report as text.
 *
 * @module
 */
import { evidenceText, type Finding, notJudged, type Report, summary } from "./report.ts";

/** Where to read on. */
export interface ReportOptions {
  /**
   * Where to read more about a finding: a path or an address, if there is any.
   *
   * @default {undefined} Nothing is said.
   */
  seeAlso?: (finding: Finding) => string | undefined;
}

/**
 * A report as plain text, for a terminal.
 *
 * @param report the report
 * @param options where to read on
 * @returns several lines
 *
 * @example
 * ```ts
 * import { reportText } from "@gan-clinic/gan-clinic";
 * import { assertStringIncludes } from "@std/assert";
 *
 * assertStringIncludes(reportText({ findings: [], unjudged: [], made: ["range"] }), "Nothing found");
 * ```
 */
export function reportText(report: Report, { seeAlso }: ReportOptions = {}): string {
  const indent = (text: string) =>
    text.split("\n").map((line) => `   ${line}`.trimEnd()).join("\n");
  const found = report.findings.map((finding, i) => {
    const more = seeAlso?.(finding);
    return [
      `${i + 1}. ${finding.title} [${finding.level}]`,
      indent(`Measured: ${evidenceText(finding.evidence)}`),
      indent(wrap(finding.explanation)),
      ...(finding.cannotTell ? [indent(wrap(`Not told: ${finding.cannotTell}`))] : []),
      indent(`Repair:\n${indent(finding.repair)}`),
      ...(more ? [indent(`See ${more}`)] : []),
    ].join("\n");
  });
  const open = notJudged(report).map((line) => wrap(`- ${line}`));
  return [
    summary(report),
    ...found,
    ...(open.length ? [`Open questions:\n${open.join("\n")}`] : []),
  ].join("\n\n");
}

function wrap(text: string, width = 96): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines.at(-1)!.length + word.length > width) lines.push("");
    lines.push(`${lines.pop()} ${word}`.trimStart());
  }
  return lines.join("\n");
}
