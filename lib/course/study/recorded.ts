/**
 * The recorded runs shipped in `data/study`, made by `deno task record`.
 *
 * @module
 */
import { History } from "../../gan/history.ts";

const shipped = new URL("../../../data/study/", import.meta.url);

/**
 * Reads a recorded run.
 *
 * @param name its file's name without extension, for instance `asAsked_seed1`
 * @returns the run, one entry per 39 steps
 * @throws {Error} when there is no such run, or its file is damaged
 *
 * @example
 * ```ts
 * import { readHistory } from "@gan-clinic/course";
 * import { assertEquals } from "@std/assert";
 *
 * const history = await readHistory("asAsked_seed1");
 * assertEquals(history.info.recipe, "asAsked");
 * ```
 */
export async function readHistory(name: string): Promise<History> {
  const url = new URL(`${name}.json`, shipped), path = `data/study/${name}.json`;
  let text: string;
  try {
    text = await Deno.readTextFile(url);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error(
      `Cannot read a recorded run: no such file; make it by "deno task record": ${path}`,
    );
  }
  try {
    return History.fromFile(JSON.parse(text), path);
  } catch (error) {
    if (!(error instanceof SyntaxError) || error.message.endsWith(path)) throw error;
    throw new Error(`Cannot read a recorded run: expected JSON, got ${error.message}: ${path}`);
  }
}
