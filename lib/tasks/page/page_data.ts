/**
 * What the page knows of the models and their runs: small JSON, made when the page is built.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { guidesAt } from "../../figures/guides.ts";
import type { History } from "../../gan/history.ts";
import { lossFunctions } from "../../gan/losses/mod.ts";
import { restingPoints } from "../../gan/resting_point.ts";
import { readGanHistory, readGanInfo } from "../../models/mod.ts";
import type { Recipe } from "../../gan/recipe.ts";
import { changes } from "../../gan/recipes.ts";
import { repairs, stages } from "../../course/stages.ts";
import { readRun } from "../../course/study/mod.ts";
import { distanceOf } from "../common/distance_of.ts";
import { models } from "../common/models.ts";
import { type PageModel, type PageRun, points } from "../../web/page_model.ts";
import { restOf, verdictOn } from "../../web/verdict.ts";

/**
 * Gathers what the page shows of some models.
 *
 * @param names models, see `listModels()`
 * @returns one entry each
 * @throws {SyntaxError} when a model's `recipe.json` or `history.json` is damaged
 */
export async function pageModels(
  names: readonly string[],
): Promise<PageModel[]> {
  return await Promise.all(names.map(async (name) => {
    const folder = join(models, name);
    const { epochs, recipe: { loss } } = await readGanInfo(folder);
    const distance = await distanceOf(name);
    const history = await recordedRun(name, folder);
    return {
      name,
      ...place(name),
      epochs,
      ...(distance ? { distance } : {}),
      ...(history ? { run: pageRun(history, loss) } : {}),
    };
  }));
}

/** The run that made a model, from beside it or from the study. */
async function recordedRun(name: string, folder: string): Promise<History | undefined> {
  if (existsSync(join(folder, "history.json"))) return await readGanHistory(folder);
  return await readRun(name, 1).then(({ history }) => history, () => undefined);
}

/** Where a model stands in the course, or beyond it. */
function place(name: string): Pick<PageModel, "number" | "title" | "change" | "beyond"> {
  const at = stages.findIndex((stage) => stage.name === name), stage = stages[at];
  if (!stage) return { number: "", title: name, change: "", beyond: true };
  const beyond = at >= repairs.length, before = stages[at - 1];
  const change = before ? changes(before.recipe, stage.recipe) : [];
  return {
    number: stage.notebook.slice(0, 2),
    title: stage.notebook.slice(3).replaceAll("_", " ")
      .replace(/\b(dc)?gan\b/g, (word) => word.toUpperCase()),
    change: beyond
      ? stage.repair
      : change.map(({ key, before, after }) => `${key} ${before} → ${after}`).join(", "),
    beyond,
  };
}

function pageRun(history: History, loss: Recipe["loss"]): PageRun {
  const size = history.columns.dLoss.length / points;
  const rest = restOf(history);
  const curve = (metric: "dLoss" | "gLoss") =>
    history.windowMeans(metric, size).map((value) => Number(value.toPrecision(4)));
  return {
    seed: history.info.seed,
    epochs: Math.round(history.epochs),
    dLoss: curve("dLoss"),
    gLoss: curve("gLoss"),
    guides: guidesAt(rest ? restingPoints[rest] : lossFunctions[loss].balance),
    verdict: verdictOn(history),
  };
}
