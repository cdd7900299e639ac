/**
 * What the page knows of the models and their runs: small JSON, made when the page is built.
 *
 * @module
 */
import type { Guide } from "../figures/guides.ts";
import { guidesAt } from "../figures/guides.ts";
import { History } from "../history.ts";
import { balance, relativisticBalance } from "../losses/mod.ts";
import type { GanInfo } from "../model_store/mod.ts";
import { changes, course, type Recipe, stages } from "../recipe.ts";
import { readRun } from "../study/mod.ts";
import { restingPoint, verdictOn } from "./verdict.ts";

/** A model as the page shows it. */
export interface PageModel {
  /** Its folder in `models/`, and its name on the command line. */
  name: string;
  /** Its notebook's number, empty for a model that has none. */
  number: string;
  /** What to call it. */
  title: string;
  /** What its recipe changes in the one before, for instance `beta1 0.9 → 0.5`, or in a word beyond the course. */
  change: string;
  /** Whether it goes beyond the repairs. */
  beyond: boolean;
  /** How long it was trained. */
  epochs: number;
  /** Its FID and the floor beside it, where they were measured. */
  fid?: { value: number; floor: number };
  /** The losses of its recorded run, where there is one. */
  run?: PageRun;
}

/** The losses of a run, thinned to {@link points} values. */
export interface PageRun {
  /** The run's seed. */
  seed: number;
  /** How long it was. */
  epochs: number;
  /** Means over equal parts of the run. */
  dLoss: number[];
  /** Means over equal parts of the run. */
  gLoss: number[];
  /** Where theory lets the losses rest. */
  guides: Guide[];
  /** What the losses do, in a sentence. */
  verdict: string;
}

/** Values in a curve. */
export const points = 110;

/**
 * Gathers what the page shows of some models.
 *
 * @param names models, see `listModels()`
 * @param folder where they are
 * @returns one entry each
 * @throws {SyntaxError} when a model's `recipe.json` or `history.json` is damaged
 */
export async function pageModels(
  names: readonly string[],
  folder: string,
): Promise<PageModel[]> {
  return await Promise.all(names.map(async (name) => {
    const recipe = await Deno.readTextFile(`${folder}/${name}/recipe.json`);
    const { epochs, quality, recipe: { loss } }: GanInfo = JSON.parse(recipe);
    const history = await recordedRun(name, `${folder}/${name}/history.json`);
    return {
      ...{ name, ...place(name), epochs },
      ...(quality ? { fid: { value: quality.fid, floor: quality.floor } } : {}),
      ...(history ? { run: pageRun(history, loss) } : {}),
    };
  }));
}

/** The run that made a model, from beside it or from the study. */
async function recordedRun(name: string, path: string): Promise<History | undefined> {
  const text = await Deno.readTextFile(path).catch(() => undefined);
  if (text !== undefined) return History.fromFile(JSON.parse(text), path);
  return await readRun(name, 1).then(({ history }) => history, () => undefined);
}

/** Where a model stands in the course, or beyond it. */
function place(name: string): Pick<PageModel, "number" | "title" | "change" | "beyond"> {
  const at = stages.findIndex((stage) => stage.name === name), stage = stages[at];
  if (!stage) return { number: "", title: name, change: "", beyond: true };
  const beyond = at >= course.length, before = stages[at - 1];
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
  const even = loss === "relativistic" ? relativisticBalance() : balance();
  const curve = (metric: "dLoss" | "gLoss") =>
    history.windowMeans(metric, size).map((value) => Number(value.toPrecision(4)));
  return {
    ...{ seed: history.info.seed, epochs: Math.round(history.epochs) },
    ...{ dLoss: curve("dLoss"), gLoss: curve("gLoss") },
    guides: guidesAt(restingPoint(history) ?? even),
    verdict: verdictOn(history),
  };
}
