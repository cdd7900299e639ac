/**
 * The recorded runs shipped in `data/study`, made by `deno task record`.
 *
 * @module
 */
import * as v from "valibot";
import { parseJson } from "../../files/parse_json.ts";
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
  const text = await Deno.readTextFile(url).catch((cause) => {
    const why = cause instanceof Deno.errors.NotFound
      ? 'no such file; make it by "deno task record"'
      : cause.message;
    throw new Error(`Cannot read a recorded run: ${why}: ${path}`, { cause });
  });
  return History.fromFile(parseJson(v.unknown(), text, "a recorded run", path), path);
}
