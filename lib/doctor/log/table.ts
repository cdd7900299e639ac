/**
 * What every kind of log becomes first: rows of named numbers.
 *
 * @module
 */

/** One row: numbers by the names that the log gives them. */
export type Row = Record<string, number>;

/** A log as rows of named numbers. */
export interface Table {
  /** What it was read as, in words: `printed lines`, say. */
  format: string;
  /** The rows, in the order of the log. */
  rows: Row[];
  /** Lines or entries without a number that could be read. */
  skipped: number;
}

/**
 * The names of a table's columns.
 *
 * @param table the table
 * @returns each name once, in the order of their appearance
 */
export function columnNames({ rows }: Table): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

/**
 * Reads a number as Python, JavaScript and spreadsheets print them.
 *
 * @param text the text: `0.31`, `3e-4`, `nan`, `-inf`
 * @returns the number; nothing where it is none
 */
export function toNumber(text: string): number | undefined {
  const word = text.trim().toLowerCase().replace(/%$/, "");
  if (/^[-+]?nan$/.test(word)) return NaN;
  if (/^[-+]?inf(inity)?$/.test(word)) return word.startsWith("-") ? -Infinity : Infinity;
  const value = Number(word);
  return word === "" || Number.isNaN(value) ? undefined : value;
}

/** A table and where it came from. */
export interface NamedTable {
  /** The name of its file. */
  name: string;
  /** The table. */
  table: Table;
}

/**
 * Puts tables of several files side by side, as TensorBoard needs it: its CSV has one scalar a file, named `Value`.
 *
 * @param tables the tables; those with a column `Step` are joined by it, the others row by row
 * @returns one table; the column `Value` is named after its file
 *
 * @example
 * ```ts
 * import { joinTables, readTable } from "@gan-clinic/gan-clinic/doctor";
 * import { assertEquals } from "@std/assert";
 *
 * const csv = (values: number[]) =>
 *   readTable(["Wall time,Step,Value", ...values.map((value, i) => `1,${i},${value}`)].join("\n"));
 * const { rows } = joinTables([
 *   { name: "loss_D.csv", table: csv([1, 2]) },
 *   { name: "loss_G.csv", table: csv([3, 4]) },
 * ]);
 * assertEquals(rows[1], { "Wall time": 1, Step: 1, loss_D: 2, loss_G: 4 });
 * ```
 */
export function joinTables(tables: readonly NamedTable[]): Table {
  if (tables.length === 1) return tables[0]!.table;
  const rows = new Map<number, Row>();
  for (const { name, table } of tables) {
    table.rows.forEach(({ Value, ...row }, i) => {
      const key = row.Step ?? i;
      const value = Value === undefined ? {} : { [name.replace(/\.\w+$/, "")]: Value };
      rows.set(key, { ...rows.get(key), ...row, ...value });
    });
  }
  return {
    format: `${tables.length} files of ${tables[0]!.table.format}`,
    rows: [...rows].sort(([a], [b]) => a - b).map(([, row]) => row),
    skipped: tables.reduce((sum, { table }) => sum + table.skipped, 0),
  };
}
