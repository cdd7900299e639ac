/**
 * Examining what a training wrote down: its log, in one file or several.
 *
 * @module
 */
import { basename } from "node:path";
import {
  diagnoseLog,
  joinTables,
  logText,
  lossLog,
  lossNames,
  type NamedLoss,
  type NamedTable,
  readBytes,
  type ReportOptions,
} from "../../doctor/mod.ts";
import { UserError } from "../common/user_error.ts";

/** How a log is to be read. */
export interface LogOptions {
  /** Print the report as JSON. */
  json?: boolean;
  /** The column of D's loss. */
  d?: string;
  /** The column of G's loss. */
  g?: string;
  /** Which loss it is of. */
  loss?: string;
}

/**
 * Reads logs and says what they show.
 *
 * @param paths the files of one run
 * @param options how they are to be read
 * @param reading where to read on
 * @returns the report, and its text
 */
export async function examineLogs(
  paths: readonly string[],
  { d, g, loss }: LogOptions,
  reading: ReportOptions,
) {
  if (loss !== undefined && !lossNames.includes(loss as NamedLoss)) {
    throw new UserError(`Cannot read a log of ${loss}: expected ${lossNames.join(", ")}`);
  }
  const place = paths.join(", ");
  const tables = await Promise.all(paths.map(readFile));
  try {
    const log = lossLog(joinTables(tables), { d, g });
    const report = diagnoseLog(log, { loss: loss as NamedLoss | undefined });
    const { format, columns, others, skipped } = log;
    const read = { format, columns, others, skipped, rows: log.d.length };
    return { report: { ...report, read }, text: logText(log, report, reading) };
  } catch (error) {
    throw asSentence(error, place);
  }
}

async function readFile(path: string): Promise<NamedTable> {
  try {
    return { name: basename(path), table: readBytes(await Deno.readFile(path)) };
  } catch (error) {
    throw asSentence(error, path);
  }
}

/** What is wrong with a file, and with which; anything else is a defect. */
function asSentence(error: unknown, place: string): unknown {
  if (!(error instanceof Error)) return error;
  const { message } = error;
  if (error instanceof SyntaxError || error instanceof RangeError) {
    return new UserError(message.endsWith(place) ? message : `${message}: ${place}`, {
      cause: error,
    });
  }
  if (!Object.values(Deno.errors).some((kind) => error instanceof kind)) return error;
  return new UserError(`Cannot read a log: ${message}: ${place}`, { cause: error });
}
