import type { Cell, Notebook, Output } from "../../lib/tasks/notebook/file.ts";

/** A code cell as if it had run. */
export function codeCell(source: string, outputs: Output[] = [], count: number | null = 1): Cell {
  return { cell_type: "code", source, metadata: {}, execution_count: count, outputs };
}

/** What a display shows. */
export function display(data: Record<string, unknown>): Output {
  return { output_type: "display_data", data };
}

/** What a cell writes to a stream. */
export function stream(text: string, name = "stdout"): Output {
  return { output_type: "stream", name, text };
}

/** A notebook of these cells. */
export function notebookOf(...cells: Cell[]): Notebook {
  return { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
}
