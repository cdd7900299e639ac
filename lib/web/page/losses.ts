/// <reference lib="dom" />
/**
 * The losses of every repair.
 *
 * @module
 */
import type { PageModel } from "../page_model.ts";
import { chart } from "./chart.ts";
import { find, make } from "./dom.ts";

/**
 * Draws the section.
 *
 * @param models all models; those without a recorded run are left out
 */
export function showLosses(models: readonly PageModel[]): void {
  find("#charts").append(...models.flatMap(({ number, title, run }) => {
    if (!run) return [];
    const heading = make("h3", "", make("b", "", number), make("span", "", title));
    const caption = make("figcaption", "verdict", run.verdict);
    return [make("figure", "", heading, chart(run), caption)];
  }));
}
