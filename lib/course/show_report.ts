/**
 * The doctor's report with its references to the course.
 *
 * @module
 */
import type { Finding, Report } from "../doctor/mod.ts";
import { type Recipe } from "../gan/recipe.ts";
import { changes } from "../gan/recipes.ts";
import { showReport as showAnyReport } from "../notebook/report.ts";
import { repairs } from "./stages.ts";

/**
 * Which notebook treats a key of a recipe: the one whose repair changes it, or the first.
 *
 * @param key the key
 * @returns the notebook's name without extension
 *
 * @example
 * ```ts
 * import { notebookAbout } from "@gan-clinic/course";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(notebookAbout("beta1"), "07_momentum");
 * assertEquals(notebookAbout("learningRate"), "01_as_asked");
 * ```
 */
export function notebookAbout(key: keyof Recipe): string {
  const changed = (i: number) => changes(repairs[i - 1]!.recipe, repairs[i]!.recipe);
  const at = repairs.findIndex((_, i) => i > 0 && changed(i).some((change) => change.key === key));
  return repairs[Math.max(at, 0)]!.notebook;
}

/**
 * Says which notebook treats a finding.
 *
 * @param finding the finding
 * @returns the notebook's file, in `notebooks/`; nothing where no recipe has a key for it
 */
export function notebookFor({ about }: Finding): string | undefined {
  return about && `${notebookAbout(about)}.ipynb`;
}

/**
 * Shows what the doctor found, and which notebook treats it.
 *
 * @param report the report
 */
export async function showReport(report: Report): Promise<void> {
  await showAnyReport(report, { seeAlso: notebookFor });
}
