/**
 * Logs as JSON: a list of rows, columns by name, or a row a line.
 *
 * @module
 */
import { History, metricNames } from "../../gan/history.ts";
import { type Row, type Table, toNumber } from "./table.ts";

/** What the project's own runs are read as. */
export const recordedRun = "a recorded run";

/**
 * Reads JSON, JSON Lines, or a dictionary as Python prints it.
 *
 * @param text the log
 * @returns its rows; nothing where it is none of them
 * @throws {SyntaxError} when it says that it is a run of this project, and is damaged
 */
export function readJson(text: string): Table | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const whole = parse(text);
  if (whole !== undefined) return readRecordedRun(whole) ?? tableOf(whole);
  if (!/^\s*\{/.test(text)) return undefined;
  const lines = text.split("\n").filter((line) => line.trim());
  const entries = lines.map(parse).filter((entry) => isObject(entry));
  if (entries.length <= lines.length / 2) return undefined;
  return {
    format: "JSON Lines",
    rows: entries.map((entry) => scalars(flat(entry))),
    skipped: lines.length - entries.length,
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Python writes NaN and Infinity, which JSON does not know, and prints dictionaries with single quotes. */
function parse(text: string): unknown {
  const words = (json: string) =>
    json.replace(/(?<=[[:,\s])(NaN|nan|-?Infinity|-?inf)(?=\s*[,\]}])/g, '"$1"');
  for (const json of [text, words(text), words(text.replaceAll("'", '"'))]) {
    try {
      return JSON.parse(json);
    } catch {
      // The next way of writing it may fit.
    }
  }
}

/** The project's own runs: `deno task record` and `data/study/runs`. */
function readRecordedRun(value: unknown): Table | undefined {
  const file = isObject(value) && isObject(value.history) ? value.history : value;
  if (!isObject(file) || !("format" in file) || !("columns" in file)) return undefined;
  const { columns } = History.fromFile(file);
  const rows = columns.dLoss.map((_, i) =>
    Object.fromEntries(metricNames.map((name) => [name, columns[name][i]!]))
  );
  return { format: recordedRun, rows, skipped: 0 };
}

function tableOf(value: unknown): Table | undefined {
  if (Array.isArray(value)) {
    const rows = value.filter(isObject).map((entry) => scalars(flat(entry)));
    return rows.length > 0
      ? { format: "JSON", rows, skipped: value.length - rows.length }
      : undefined;
  }
  if (!isObject(value)) return undefined;
  const columns = Object.entries(flat(value)).filter((entry): entry is [string, unknown[]] =>
    Array.isArray(entry[1])
  );
  if (columns.length === 0) {
    const row = scalars(flat(value));
    return Object.keys(row).length ? { format: "JSON", rows: [row], skipped: 0 } : undefined;
  }
  const length = Math.max(0, ...columns.map(([, values]) => values.length));
  const rows = Array.from(
    { length },
    (_, i) => scalars(Object.fromEntries(columns.map(([name, values]) => [name, values[i]]))),
  );
  return { format: "JSON", rows, skipped: 0 };
}

/** Objects in objects as `outer/inner`. */
function flat(value: Record<string, unknown>, path = ""): Record<string, unknown> {
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, inner]) =>
      isObject(inner) ? flat(inner, `${path}${key}/`) : { [path + key]: inner }
    ),
  );
}

function scalars(entry: Record<string, unknown>): Row {
  const row: Row = {};
  for (const [name, value] of Object.entries(entry)) {
    const read = value === null
      ? NaN // so JSON.stringify writes NaN and infinity
      : typeof value === "number"
      ? value
      : typeof value === "string"
      ? toNumber(value)
      : undefined;
    if (read !== undefined) row[name] = read;
  }
  return row;
}
