/**
 * Notebook files: reading, and writing in the one form that makes small diffs.
 *
 * @module
 */

import { writeAtomically } from "../../files/atomic_write.ts";
import { UserError } from "../common/user_error.ts";
import { formatNotebook } from "./format.ts";

/** Text as Jupyter stores it: whole or as a list of lines. */
export type MultilineText = string | string[];

/** One thing that a cell showed. */
export interface Output {
  /** `stream`, `display_data`, `execute_result` or `error`. */
  output_type: string;
  /** A stream's name: `stdout` or `stderr`. */
  name?: string;
  /** A stream's text. */
  text?: MultilineText;
  /** What was displayed, by MIME type. */
  data?: Record<string, unknown>;
  /** An error's class. */
  ename?: string;
  /** An error's message. */
  evalue?: string;
}

/** A cell. */
export interface Cell {
  /** `code`, `markdown` or `raw`. */
  cell_type: string;
  /** What the reader typed. */
  source: MultilineText;
  /** Jupyter's and our own notes. */
  metadata: Record<string, unknown>;
  /** The number in front of a code cell that has run. */
  execution_count?: number | null;
  /** What a code cell showed. */
  outputs?: Output[];
}

/** What this project notes in a notebook's metadata under `gan_clinic`. */
export interface CourseMetadata {
  /** Numbers that stand in for the constants of these names when the notebook is run as a test. */
  quick?: Record<string, number>;
  /** The seconds that a cell may take. @default {900} */
  seconds?: number;
}

/** A notebook of format 4. */
export interface Notebook {
  /** Its cells. */
  cells: Cell[];
  /** Jupyter's notes and ours. */
  metadata: Record<string, unknown> & { gan_clinic?: CourseMetadata };
  /** Always 4. */
  nbformat: number;
  /** The minor version. */
  nbformat_minor: number;
}

/**
 * Joins a stored text.
 *
 * @param text the text as stored
 * @returns the text as one string
 */
export function joinText(text: MultilineText): string {
  return Array.isArray(text) ? text.join("") : text;
}

/**
 * Lists the cells that run.
 *
 * @param notebook the notebook
 * @returns its code cells, without the blank ones; the first is `[1]` after Run All
 */
export function codeCells(notebook: Notebook): Cell[] {
  return notebook.cells.filter((cell) =>
    cell.cell_type === "code" && joinText(cell.source).trim() !== ""
  );
}

/**
 * Reads a notebook.
 *
 * @param path the file
 * @returns the notebook
 * @throws {UserError} when the file is missing or no notebook of format 4
 */
export async function readNotebook(path: string): Promise<Notebook> {
  let found: Partial<Notebook>;
  try {
    found = JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    throw new UserError(`Cannot read notebook: ${(error as Error).message}: ${path}`);
  }
  if (found.nbformat !== 4 || !Array.isArray(found.cells)) {
    throw new UserError(`Cannot read notebook: expected format 4, got ${found.nbformat}: ${path}`);
  }
  return found as Notebook;
}

/**
 * Takes out what differs from run to run or from machine to machine though nothing changed.
 *
 * @param notebook the notebook
 * @returns a copy without execution times, with whole streams, the course's kernel and no version
 */
export function normalise(notebook: Notebook): Notebook {
  const copy = structuredClone(notebook);
  delete copy.metadata.widgets;
  copy.metadata.kernelspec = { display_name: "Deno", language: "typescript", name: "deno" };
  copy.metadata.language_info = {
    codemirror_mode: "typescript",
    file_extension: ".ts",
    mimetype: "text/x.typescript",
    name: "typescript",
    pygments_lexer: "typescript",
  };
  for (const cell of copy.cells) {
    for (const key of ["execution", "ExecuteTime", "trusted"]) delete cell.metadata[key];
    if (cell.outputs) cell.outputs = mergeStreams(cell.outputs);
  }
  return copy;
}

/** Joins what a cell wrote to one stream in a row: how it was cut depends on the moment. */
function mergeStreams(outputs: Output[]): Output[] {
  const merged: Output[] = [];
  for (const output of outputs) {
    const last = merged.at(-1);
    if (output.output_type === "stream" && last?.name === output.name && last?.text) {
      const text = joinText(last.text) + joinText(output.text ?? "");
      last.text = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    } else merged.push(output);
  }
  return merged;
}

/**
 * Writes a notebook in the form of {@link normalise}, formatted: whole, or not at all.
 *
 * @param path the file
 * @param notebook the notebook
 */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
  const text = JSON.stringify(normalise(notebook), null, 1) + "\n";
  await writeAtomically(path, await formatNotebook(text));
}
