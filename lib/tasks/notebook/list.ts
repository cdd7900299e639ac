/**
 * Finding the notebooks that a user names.
 *
 * @module
 */

import { basename, join } from "node:path";
import { notebooks } from "../common/paths.ts";
import { UserError } from "../common/user_error.ts";

/**
 * Lists notebooks in reading order.
 *
 * @param names which ones: each a file, or the beginning of its name such as `01`; all if empty
 * @param folder where they are @default {notebooks}
 * @returns their paths
 * @throws {UserError} when a name fits no notebook
 */
export async function listNotebooks(names: string[] = [], folder = notebooks): Promise<string[]> {
  const all: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (name.endsWith(".ipynb") && !name.startsWith(".")) all.push(name);
  }
  all.sort();
  const wanted = names.map((name) => basename(name));
  for (const name of wanted) {
    if (all.some((file) => file.startsWith(name))) continue;
    throw new UserError(`Cannot find notebook: expected one of ${all.join(", ")}, got ${name}`);
  }
  return all
    .filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)))
    .map((file) => join(folder, file));
}
