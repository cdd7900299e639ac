/**
 * The form of the notebooks' code and prose.
 *
 * @module
 */

import { relative } from "node:path";
import config from "../../../deno.json" with { type: "json" };
import { deno } from "../common/capture.ts";
import { root } from "../common/paths.ts";
import { UserError } from "../common/user_error.ts";

/**
 * Formats a notebook's text as `deno fmt` does; a cell that cannot be parsed stays as it is.
 *
 * @param text the file's text
 * @returns the formatted text
 * @throws {UserError} when the text is no notebook
 */
export async function formatNotebook(text: string): Promise<string> {
  const width = String(config.fmt.lineWidth);
  const args = ["fmt", "--no-config", "--line-width", width, "--ext", "ipynb", "-"];
  const { code, output } = await deno(args, { input: text });
  if (code !== 0) throw new UserError(`Cannot format the notebook: ${output.trim()}`);
  return output;
}

/**
 * Finds the notebooks that are not formatted. `deno fmt --check` cannot say it: it finds fault with every
 * notebook that has code, also with those it has just written.
 *
 * @param paths the notebooks
 * @returns one sentence for each that is not
 */
export async function unformatted(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(async (path) => {
    const text = await Deno.readTextFile(path);
    if (await formatNotebook(text) === text) return [];
    return [`Not formatted, run deno task notebooks --write: ${relative(root, path)}`];
  }));
  return found.flat();
}
