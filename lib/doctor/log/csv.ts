/**
 * Logs as tables of text: CSV and its relatives.
 *
 * @module
 */
// @ts-types="npm:@types/papaparse@5.5.2"
import Papa from "papaparse";
import { type Row, type Table, toNumber } from "./table.ts";

/**
 * Reads text whose first line names columns: separated by commas, semicolons, tabs, bars, or two and more spaces.
 *
 * @param text the log
 * @returns its rows; nothing where the text is no such table
 */
export function readCsv(text: string): Table | undefined {
  const aligned = text.replace(/ *\| */g, "\t").replace(/(?<=\S)(?: {2,}| *\t *)(?=\S)/g, "\t");
  return parsed(text) ?? parsed(aligned);
}

function parsed(text: string): Table | undefined {
  const { data, meta } = Papa.parse<Record<string, string>>(text.trim(), {
    header: true,
    skipEmptyLines: true,
    comments: "#",
  });
  const names = (meta.fields ?? []).filter((name) => name.trim());
  // A header names; a line of a printed log has its numbers with it.
  if (names.length < 2 || names.some((name) => /[:=]\s*[-+.\d]/.test(name))) return undefined;
  if (names.every((name) => toNumber(name) !== undefined)) return undefined;
  const plain = (cell = "") => meta.delimiter === ";" ? cell.replace(",", ".") : cell;
  const rows = data.map((cells) => {
    const row: Row = {};
    for (const name of names) {
      const value = toNumber(plain(cells[name]));
      if (value !== undefined) row[name.trim()] = value;
    }
    return row;
  });
  const kept = rows.filter((row) => Object.keys(row).length >= 2);
  return kept.length > rows.length / 2
    ? { format: "a table", rows: kept, skipped: rows.length - kept.length }
    : undefined;
}
