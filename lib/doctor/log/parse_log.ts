/**
 * The losses of a run, from its log.
 *
 * @module
 */
import { chooseColumns, type Columns, valueOf } from "./columns.ts";
import { readTable } from "./read_table.ts";
import { columnNames, type Table } from "./table.ts";

/** What the losses of a log are. */
export interface LossLog {
  /** What the log was read as, in words. */
  format: string;
  /** D's loss, a value a row. */
  d: number[];
  /** G's loss, a value a row. */
  g: number[];
  /** D's loss on real images and on fakes, where the log has them apart. */
  halves?: { real: number[]; fake: number[] };
  /** D's opinions as probabilities of "real", where the log has them. */
  opinions?: { real: number[]; fake: number[] };
  /** The columns that were taken. */
  columns: Columns;
  /** The names of those that were not. */
  others: string[];
  /** Lines without numbers, and rows without both losses. */
  skipped: number;
}

/** What the log does not say by itself. */
export interface ParseLogOptions {
  /**
   * The column of D's loss.
   *
   * @default {undefined} The one whose name says so.
   */
  d?: string;
  /**
   * The column of G's loss.
   *
   * @default {undefined} The one whose name says so.
   */
  g?: string;
}

/**
 * Reads the losses from the text of a log. It needs nothing but the text, so it works in a web page, too.
 *
 * @param text lines as a training loop prints them, CSV with a header, JSON, JSON Lines, Keras's history
 * @param options which columns, where their names do not say so
 * @returns both losses, and what they were read from
 * @throws {SyntaxError} when the text has no numbers with names, or it cannot be told which are the losses
 *
 * @example What PyTorch's DCGAN prints
 * ```ts
 * import { parseLog } from "@gan-clinic/gan-clinic/doctor";
 * import { assertEquals } from "@std/assert";
 *
 * const log = parseLog("[12/25][300/781] Loss_D: 0.31 Loss_G: 4.2 D(x): 0.9 D(G(z)): 0.1 / 0.05");
 * assertEquals([log.d, log.g, log.opinions], [[0.31], [4.2], { real: [0.9], fake: [0.1] }]);
 * assertEquals(log.columns.d, "Loss_D");
 * ```
 */
export function parseLog(text: string, options: ParseLogOptions = {}): LossLog {
  return lossLog(readTable(text), options);
}

/**
 * Takes the losses from a table: what {@link parseLog} does once the text is read.
 *
 * @param table the log's rows
 * @param options which columns
 * @returns both losses, and what they were read from
 * @throws {SyntaxError} when it cannot be told which columns are the losses
 */
export function lossLog(table: Table, options: ParseLogOptions = {}): LossLog {
  const columns = chooseColumns(table, options), { d, g } = columns;
  const rows = table.rows.filter((row) =>
    valueOf(row, d) !== undefined && valueOf(row, g) !== undefined
  );
  const values = (name: string) => rows.map((row) => valueOf(row, name)!);
  const pair = (real?: string, fake?: string) => {
    if (!real || !fake) return undefined;
    const inAll = rows.every((row) => real in row && fake in row);
    return inAll ? { real: values(real), fake: values(fake) } : undefined;
  };
  const opinions = pair(columns.opinionOfReal, columns.opinionOfFake);
  const areShares = opinions &&
    [...opinions.real, ...opinions.fake].every((p) => !(p < 0 || p > 1));
  const taken = Object.values(columns).flatMap((name) => name.split(" + "));
  return {
    format: table.format,
    d: values(d),
    g: values(g),
    halves: pair(columns.dReal, columns.dFake),
    opinions: areShares ? opinions : undefined, // outputs that are no probabilities say less
    columns,
    others: columnNames(table).filter((name) => !taken.includes(name)),
    skipped: table.skipped + table.rows.length - rows.length,
  };
}
