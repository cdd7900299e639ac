/**
 * JSON from a file, held to a schema.
 *
 * @module
 */
import * as v from "valibot";

/**
 * Reads JSON that somebody else may have written.
 *
 * @param schema what it must hold; further keys are let through
 * @param json text or bytes, or what was parsed already
 * @param what what it is, for the error's sentence: "a run of the study", say
 * @param place where it came from, for the same
 * @returns what it holds
 * @throws {SyntaxError} when it is no JSON, or does not hold what the schema asks for: what was expected, what was
 * found, and at which key
 *
 * @example
 * ```ts ignore
 * const { seed } = parseJson(v.object({ seed: v.number() }), text, "a run", "run.json");
 * ```
 */
export function parseJson<T>(
  schema: v.GenericSchema<unknown, T>,
  json: unknown,
  what: string,
  place: string,
): T {
  const fail = (why: string, cause?: unknown): never => {
    throw new SyntaxError(`Cannot read ${what}: ${why}: ${place}`, { cause });
  };
  if (json instanceof Uint8Array) json = new TextDecoder().decode(json);
  if (typeof json === "string") {
    try {
      json = JSON.parse(json);
    } catch (error) {
      fail(`expected JSON, got ${firstLine(json as string)}`, error);
    }
  }
  const { success, issues, output } = v.safeParse(schema, json);
  if (success) return output;
  const { expected, received, message } = issues[0], path = v.getDotPath(issues[0]);
  if (path && received === "undefined") return fail(`expected the key ${path}, got none`);
  const found = expected ? `expected ${expected}, got ${received}` : message;
  return fail(`${found}${path ? ` at ${path}` : ""}`);
}

function firstLine(text: string): string {
  const line = text.trimStart().split("\n", 1)[0]!;
  return line ? `"${line.slice(0, 40)}"` : "nothing";
}
