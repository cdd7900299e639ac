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
 * Lists the trained GANs of a folder: the course's first, in its order, then what lies beyond, then others.
 *
 * @param folder The folder.
 * @returns Their names.
 */
export function listModels(folder: string = models): string[] {
  const found = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) =>
    ["recipe.json", "generator/model.json"].every((file) => existsSync(join(folder, name, file)))
  );
  const place = (name: string) =>
    (stages.findIndex((stage) => stage.name === name) + 1) || stages.length + 1;
  return found.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
}

/**
 * Finds the model that a user names.
 *
 * @param model A name in `data/models`, a path or a URL.
 * @returns Its path or URL.
 * @throws {UserError} If it is none of them.
 */
export function findModel(model: string): string {
  const names = listModels();
  if (names.includes(model)) return join(models, model);
  if (/^(https?|file):/.test(model) || existsSync(model)) return model;
  throw new UserError(
    `Cannot find the model ${model}: expected a path, a URL or one of ${names.join(", ")}`,
  );
}
