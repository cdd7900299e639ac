/**
 * The one door for logs of any kind of file.
 *
 * @module
 */
import { isEventFile, readEventFile } from "./event_file.ts";
import { readTable } from "./read_table.ts";
import type { Table } from "./table.ts";

/**
 * Reads a file that a training wrote: TensorBoard's event file, or text in UTF-8 or, as PowerShell redirects it, UTF-16.
 *
 * @param bytes the file
 * @returns its rows
 * @throws {SyntaxError} when it holds no numbers with names
 */
export function readBytes(bytes: Uint8Array): Table {
  if (isEventFile(bytes)) return readEventFile(bytes);
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe
    ? "utf-16le"
    : bytes[0] === 0xfe && bytes[1] === 0xff
    ? "utf-16be"
    : "utf-8";
  return readTable(new TextDecoder(encoding).decode(bytes));
}
