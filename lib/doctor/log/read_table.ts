/**
 * The one door for logs of any kind of text.
 *
 * @module
 */
import { readCsv } from "./csv.ts";
import { readJson } from "./json.ts";
import { readPrinted } from "./printed.ts";
import type { Table } from "./table.ts";

/**
 * Reads the text of a log: JSON, JSON Lines, a table like CSV, or lines as training loops print them.
 *
 * @param text the log
 * @returns its rows
 * @throws {SyntaxError} when it holds no numbers with names
 *
 * @example
 * ```ts
 * import { readTable } from "@gan-clinic/gan-clinic/doctor";
 * import { assertEquals } from "@std/assert";
 *
 * const row = { "D loss": 0.69, acc: 51, "G loss": 0.71 };
 * assertEquals(readTable("3 [D loss: 0.69, acc: 51%] [G loss: 0.71]").rows, [row]);
 * assertEquals(readTable("D loss,acc,G loss\n0.69,51,0.71").rows, [row]);
 * assertEquals(readTable(JSON.stringify({ "D loss": [0.69], acc: [51], "G loss": [0.71] })).rows, [row]);
 * ```
 */
export function readTable(text: string): Table {
  const table = readJson(text) ?? readCsv(text) ?? readPrinted(text);
  if (table.rows.length > 0) return table;
  const line = text.trimStart().split("\n", 1)[0]!;
  throw new SyntaxError(
    `Cannot read a log: expected numbers with names, got ${
      line ? `"${line.slice(0, 40)}"` : "nothing"
    }`,
  );
}
