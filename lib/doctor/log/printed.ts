/**
 * Logs as training loops print them.
 *
 * @module
 */
import { type Row, type Table, toNumber } from "./table.ts";

/** As many rows are wanted before the refreshes of a progress bar are left out. */
const enough = 12;

const number = String.raw`[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|nan|inf(?:inity)?)`;
const wrapping = String.raw`(?:(?:tensor|array|np\.float\d+)?[\[(]+\s*)?`;

/** `name: 0.1`, `name=0.1`, `'name': tensor(0.1)`, `D loss 0.1`; `D(G(z)): 0.1 / 0.2` and `G/D loss: 0.1/0.2` have two. */
const pair = new RegExp(
  String
    .raw`(?<![\w.])([a-z_][\w.()/ -]{0,60}?)(['"]?\s*[:=]\s*|\s+)${wrapping}(${number})(?![\w])` +
    String.raw`(?:\s*/\s*(${number}))?`,
  "gi",
);

/**
 * Reads lines in which names stand before numbers. A row ends where a name comes again, so D's and G's loss may stand
 * on lines of their own; of a progress bar's refreshes the last counts, unless that leaves too few.
 *
 * @param text the log
 * @returns its rows
 */
export function readPrinted(text: string): Table {
  const lines = text.replaceAll("\u001b", "").replace(/\[[\d;]{1,5}m/g, "")
    .replaceAll("\u0008", "\r").replaceAll("\r\n", "\n").split("\n");
  const refreshes = lines.map((line) => line.split("\r").filter((part) => part.trim()));
  const last = rowsOf(refreshes.flatMap((parts) => parts.slice(-1)));
  return last.rows.length >= enough ? last : rowsOf(refreshes.flat());
}

function rowsOf(lines: readonly string[]): Table {
  const rows: Row[] = [];
  let skipped = 0;
  for (const line of lines) {
    const found = pairsOf(line), row = rows.at(-1);
    if (Object.keys(found).length === 0) skipped++;
    else if (row && continues(row, found)) Object.assign(row, found);
    else rows.push(found);
  }
  return { format: "printed lines", rows, skipped };
}

/** Whether a line says something new, and no loss anew: its counter may come again. */
function continues(row: Row, found: Row): boolean {
  const names = Object.keys(found), known = names.filter((name) => name in row);
  return known.length < names.length && !known.some((name) => /loss|err|^[dg]\b/i.test(name));
}

function pairsOf(line: string): Row {
  const row: Row = {};
  for (const [, key, separator, first, second] of line.matchAll(pair)) {
    const name = key!.split(" - ").at(-1)!.trim();
    // "Epoch 3" counts; without a sign between them only a loss is a name.
    if (!separator!.trim() && !/loss|err/i.test(name)) continue;
    const both = second !== undefined && /^(\w+)\/(\w+) (.+)$/.exec(name);
    const free = name in row ? `${name} (${Object.keys(row).length})` : name;
    row[both ? `${both[1]} ${both[3]}` : free] = toNumber(first!)!;
    if (both) row[`${both[2]} ${both[3]}`] = toNumber(second)!;
    else if (second !== undefined && /^d\(/i.test(name)) row[`${name} after`] = toNumber(second)!;
  }
  return row;
}
