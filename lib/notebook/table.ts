/**
 * Tables of a notebook.
 *
 * @module
 */
import { emit } from "./_emit.ts";
import { plainText } from "./_plain_text.ts";

/** One row: a value for each column's name. */
export type TableRow = Record<string, string | number | boolean>;

/** How {@linkcode showTable} behaves. */
export interface TableOptions {
  /** A sentence above the table. */
  caption?: string;
  /**
   * Significant digits of numbers that are not whole.
   *
   * @default {4}
   */
  digits?: number;
}

/**
 * Shows rows as a table; columns of numbers are aligned to the right. The first row names the columns.
 *
 * @param rows the rows
 * @param options caption and digits
 *
 * @example One repair and its losses
 * ```ts no-assert
 * import { showTable } from "@gan-clinic/gan-clinic/notebook";
 *
 * await showTable([{ repair: "none", "D loss": 1.62652 }], { caption: "The ledger" });
 * ```
 */
export async function showTable(
  rows: readonly TableRow[],
  options: TableOptions = {},
): Promise<void> {
  const { caption, digits = 4 } = options;
  const columns = Object.keys(rows[0] ?? {});
  const numeric = columns.map((name) => rows.every((row) => typeof row[name] === "number"));
  const cells = rows.map((row) => columns.map((name) => written(row[name], digits)));
  const markdown = [
    ...(caption ? [`**${caption}**`, ""] : []),
    markdownRow(columns),
    markdownRow(numeric.map((n) => n ? "---:" : ":---"), false),
    ...cells.map((row) => markdownRow(row)),
  ].join("\n");
  await emit({
    "text/markdown": markdown,
    "text/plain": plainTable(columns, cells, numeric, caption),
  });
}

function written(value: TableRow[string] | undefined, digits: number): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "number") return value ?? "";
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return value.toLocaleString("en-US").replace("-", "\u2212");
  return value.toPrecision(digits).replaceAll("-", "\u2212");
}

const markdownRow = (cells: readonly string[], escape = true) =>
  `| ${cells.map((c) => escape ? c.replaceAll("|", "\\|") : c).join(" | ")} |`;

function plainTable(
  columns: readonly string[],
  cells: readonly (readonly string[])[],
  numeric: readonly boolean[],
  caption?: string,
): string {
  const lines = [columns, ...cells].map((row) => row.map(plainText));
  const widths = columns.map((_, i) => Math.max(...lines.map((line) => line[i]!.length)));
  const padded = lines.map((line) =>
    line.map((c, i) => numeric[i] ? c.padStart(widths[i]!) : c.padEnd(widths[i]!))
      .join("  ").trimEnd()
  );
  return [...(caption ? [caption] : []), ...padded].join("\n");
}
