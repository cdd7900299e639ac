/**
 * Logs as tables of text: CSV and its relatives.
 *
 * @module
 */
import Papa from "papaparse";
import { type Row, type Table, toNumber } from "./table.ts";

/** Of what the parser returns: its own types would bring Node's with them. */
interface Parsed {
  data: string[][];
  meta: { delimiter: string };
}

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
  const read: Parsed = Papa.parse(text.trim(), { skipEmptyLines: true, comments: "#" });
  const { data: [header = [], ...lines], meta } = read;
  const names = header.map((name) => name.trim());
  // A header names; a line of a printed log has its numbers with it.
  if (names.length < 2 || names.some((name) => /[:=]\s*[-+.\d]/.test(name))) return undefined;
  if (names.every((name) => toNumber(name) !== undefined)) return undefined;
  const plain = (cell = "") => meta.delimiter === ";" ? cell.replace(",", ".") : cell;
  const rows = lines.map((cells) => {
    const row: Row = {};
    names.forEach((name, i) => {
      const value = toNumber(plain(cells[i]));
      if (name && value !== undefined && !(name in row)) row[name] = value;
    });
    return row;
  });
  const kept = rows.filter((row) => Object.keys(row).length >= 2);
  return kept.length > rows.length / 2
    ? { format: "a table", rows: kept, skipped: rows.length - kept.length }
    : undefined;
}
