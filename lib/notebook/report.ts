/**
 * The doctor's report as a notebook shows it.
 *
 * @module
 */
import {
  evidenceText,
  notJudged,
  type Report,
  type ReportOptions,
  reportText,
  summary,
} from "../doctor/mod.ts";
import { emit } from "./_emit.ts";

/**
 * Shows what the doctor found: a heading and the repair for each finding, details folded.
 *
 * @param report the report
 * @param options where to read on
 *
 * @example
 * ```ts no-assert
 * import { showReport } from "@gan-clinic/gan-clinic/notebook";
 *
 * await showReport({ findings: [], unjudged: [], made: ["range"] });
 * ```
 */
export async function showReport(
  report: Report,
  { seeAlso }: ReportOptions = {},
): Promise<void> {
  const found = report.findings.map((finding, i) => {
    const { title, level, evidence, explanation, repair } = finding;
    const more = seeAlso?.(finding), link = more ? ` See ${linkTo(more)}.` : "";
    return [
      `**${i + 1}. ${title}** (${level})`,
      `${explanation}${link}`,
      `<details><summary>Measured, and the repair</summary>\n\n${evidenceText(evidence)}`,
      "```ts\n" + repair + "\n```",
      "</details>",
    ].join("\n\n");
  });
  const open = notJudged(report).map((line) => `- ${line}`);
  const rest = open.length
    ? [`<details><summary>Open questions</summary>\n\n${open.join("\n")}\n\n</details>`]
    : [];
  await emit({
    "text/markdown": [`**The doctor.** ${summary(report)}`, ...found, ...rest].join("\n\n"),
    "text/plain": reportText(report, { seeAlso }),
  });
}

/** Named as its file, without extension. */
const linkTo = (address: string) =>
  `[${address.replace(/^.*\//, "").replace(/\.\w+$/, "")}](${address})`;
