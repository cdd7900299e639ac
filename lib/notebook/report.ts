/**
 * The doctor's report as a notebook shows it.
 *
 * @module
 */
import { evidenceText, notJudged, type Report, reportText, summary } from "../diagnose/mod.ts";
import { emit } from "./_emit.ts";

/**
 * Shows what the doctor found: a heading and the repair for each finding, details folded.
 *
 * @param report the report
 *
 * @example
 * ```ts no-assert
 * import { showReport } from "@gan-clinic/gan-clinic/notebook";
 *
 * await showReport({ findings: [], unjudged: [], made: ["range"] });
 * ```
 */
export async function showReport(report: Report): Promise<void> {
  const found = report.findings.map((finding, i) => {
    const { title, level, evidence, explanation, repair, notebook } = finding;
    const link = notebook ? ` See [${notebook}](${notebook}.ipynb).` : "";
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
    "text/plain": reportText(report),
  });
}
