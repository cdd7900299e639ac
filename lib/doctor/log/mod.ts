/**
 * Logs of other people's trainings: what they hold, and what they show. Nothing in here needs Deno.
 *
 * @module
 */
export { type Clip, clips } from "./clips.ts";
export type { Columns } from "./columns.ts";
export { diagnoseLog, type DiagnoseLogOptions, type LogReport } from "./diagnose_log.ts";
export { isEventFile, readEventFile } from "./event_file.ts";
export { type LossGuess, lossNames, type NamedLoss } from "./family.ts";
export { type LossLog, lossLog, parseLog, type ParseLogOptions } from "./parse_log.ts";
export { logText } from "./log_text.ts";
export { readBytes } from "./read_bytes.ts";
export { readTable } from "./read_table.ts";
export {
  type Halves,
  type LossFamily,
  restingAt,
  type RestingId,
  type RestingLosses,
  restingLosses,
} from "./resting.ts";
export { sparkline } from "./sparkline.ts";
export { joinTables, type NamedTable, type Row, type Table } from "./table.ts";
export { type LoggingAdvice, loggingAdvice, type Wanted } from "./wanted.ts";
