/**
 * The trained models of this clone, and those that a user names.
 *
 * @module
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { stages } from "../../course/stages.ts";
import { root } from "./paths.ts";
import { UserError } from "./user_error.ts";

/** Where `deno task train` puts them. */
export const models: string = join(root, "data", "models");

/**
 * Lists the trained GANs: the course's first, in its order, then what lies beyond, then others.
 *
 * @returns their names
 */
export function listModels(): string[] {
  const found = [...Deno.readDirSync(models)].map(({ name }) => name).filter((name) =>
    ["recipe.json", "generator/model.json"].every((file) => existsSync(join(models, name, file)))
  );
  const place = (name: string) =>
    (stages.findIndex((stage) => stage.name === name) + 1) || stages.length + 1;
  return found.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/**
 * Finds the model that a user names.
 *
 * @param model a name in `data/models`, a path or a URL
 * @returns its path or URL
 * @throws {UserError} when there is no such model
 */
export function findModel(model: string): string {
  const names = listModels();
  if (names.includes(model)) return join(models, model);
  if (/^(https?|file):/.test(model) || existsSync(model)) return model;
  throw new UserError(
    `Cannot find the model ${model}: expected a path, a URL or one of ${names.join(", ")}`,
  );
}
