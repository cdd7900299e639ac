/**
 * The notebooks' code as modules, for the type checker and the linter: neither reads notebooks, and
 * the kernel says nothing about a cell that it cannot compile.
 *
 * @module
 */

import { basename } from "node:path";
import { codeCells, joinText, type Notebook } from "./file.ts";

/** A notebook's code in one module. */
export interface NotebookCode {
  /** The module: the cells one after the other. So a name can be declared once per notebook. */
  text: string;
  /** The notebook's place of a line of the module, both counted from 1. */
  place: (line: number) => string;
}

/**
 * Extracts the code of a notebook.
 *
 * @param notebook the notebook
 * @returns its code, and where each line comes from
 */
export function extractCode(notebook: Notebook): NotebookCode {
  const lines: string[] = [];
  const places: string[] = [];
  codeCells(notebook).forEach((cell, index) => {
    for (const [i, line] of joinText(cell.source).split("\n").entries()) {
      lines.push(line);
      places.push(`cell [${index + 1}] line ${i + 1}`);
    }
  });
  // An empty export makes a module of cells that import nothing, so that await is allowed.
  const text = [...lines, "export {};", ""].join("\n");
  return { text, place: (line) => places[line - 1] ?? "its end" };
}

/** The module's file beside the notebook, so that relative imports mean the same. Git ignores it. */
export function codePath(notebookPath: string): string {
  return notebookPath.replace(/\.ipynb$/, ".cells.ts");
}

/**
 * Makes a tool's messages speak of cells: `01.cells.ts:7:3` becomes `01.ipynb cell [2] line 1`.
 *
 * @param output what the tool wrote about the module
 * @param path the notebook's file
 * @param code the notebook's code
 * @returns the output with the places translated
 */
export function speakOfCells(output: string, path: string, code: NotebookCode): string {
  const name = basename(codePath(path)).replaceAll(".", "\\.");
  return output
    .replace(
      new RegExp(`\\S*${name}:(\\d+)(:\\d+)?`, "g"),
      (_, line) => `${basename(path)} ${code.place(Number(line))}`,
    );
}
