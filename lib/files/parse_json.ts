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
 * @param json the text, or its bytes
 * @param what what it is, for the error's sentence: "a run of the study", say
 * @param place where it came from, for the same
 * @returns what it holds
 * @throws {SyntaxError} when it is not JSON, or does not hold what the schema asks for: what was expected, what was
 * found, and at which key
 */
export function parseJson<T>(
  schema: v.GenericSchema<unknown, T>,
  json: string | Uint8Array,
  what: string,
  place: string,
): T {
  const text = typeof json === "string" ? json : new TextDecoder().decode(json);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const found = `expected JSON, got ${firstLine(text)}`;
    throw new SyntaxError(`Cannot read ${what}: ${found}: ${place}`, { cause });
  }
  return checkJson(schema, value, what, place);
}

/**
 * Holds JSON that was parsed already to a schema.
 *
 * @param schema what it must hold; further keys are let through
 * @param value the parsed JSON
 * @param what what it is, as for {@link parseJson}
 * @param place where it came from
 * @returns what it holds
 * @throws {SyntaxError} as {@link parseJson} does
 */
export function checkJson<T>(
  schema: v.GenericSchema<unknown, T>,
  value: unknown,
  what: string,
  place: string,
): T {
  const { success, issues, output } = v.safeParse(schema, value);
  if (success) return output;
  const { expected, received, message } = issues[0], path = v.getDotPath(issues[0]);
  // Checks of our own have a message instead of a type to expect.
  const wanted = expected && expected !== "unknown" ? `expected ${expected}` : message;
  const got = wanted.includes("got") ? "" : `, got ${received}`;
  const found = path && received === "undefined"
    ? `expected the key ${path}, got none`
    : `${wanted}${got}${path ? ` at ${path}` : ""}`;
  throw new SyntaxError(`Cannot read ${what}: ${found}: ${place}`);
}

function firstLine(text: string): string {
  const line = text.trimStart().split("\n", 1)[0]!;
  return line ? `"${line.slice(0, 40)}"` : "nothing";
}
