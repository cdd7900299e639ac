/// <reference lib="dom" />
/**
 * The models of the page, loaded one after the other.
 *
 * @module
 */
import { type Generator, loadGenerator } from "../../models/generator.ts";
import type { PageModel } from "../page_model.ts";

/** A model that is ready to draw. */
export interface Loaded {
  /** What the page knows of it. */
  model: PageModel;
  /** What draws. */
  generator: Generator;
}

/** What a model is called in lists. */
export const label = ({ number, title }: PageModel): string =>
  [number, title].filter((part) => part !== "").join(" ");

/** Reads the list of models. */
export async function readModels(): Promise<PageModel[]> {
  const response = await fetch("models.json");
  if (!response.ok) {
    throw new Error(`Cannot read models.json: the server answered ${response.status}`);
  }
  return await response.json();
}

/**
 * Loads models, the repaired one first: with it, walk and sheet can be used at once.
 *
 * @param models all models
 * @param onLoad told of each
 * @param onError told of each that cannot be loaded
 */
export async function loadAll(
  models: readonly PageModel[],
  onLoad: (loaded: Loaded, done: number) => void,
  onError: (error: Error) => void,
): Promise<void> {
  const first = models.find(({ name }) => name === "fixed");
  const order = first ? [first, ...models.filter((model) => model !== first)] : models;
  let done = 0;
  for (const model of order) {
    try {
      const generator = await loadGenerator(new URL(`models/${model.name}`, document.baseURI));
      onLoad({ model, generator }, ++done);
    } catch (error) {
      onError(error as Error);
    }
    // The page stays awake between two models.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}
