/** Notebooks through the real kernel, as `deno task notebooks` runs them. */
import { capture } from "../../lib/tasks/common/capture.ts";
import { root } from "../../lib/tasks/common/paths.ts";
import { type Cell, codeCells, type Notebook } from "../../lib/tasks/notebook/file.ts";
import { execute } from "../../lib/tasks/notebook/run.ts";
import { venvPython, writeJupyterFiles } from "../../lib/tasks/setup/jupyter.ts";
import { codeCell, notebookOf } from "../tasks/_notebook.ts";

/** Whether Jupyter is set up in the clone. */
export const hasJupyter: boolean = await capture(venvPython, ["-c", "import nbconvert"]).then(
  ({ code }) => code === 0,
  () => false,
);

/** Runs cells in the clone's folder, each within so many seconds, and returns them with their outputs. */
export async function runCells(cells: string[], seconds = 300): Promise<Cell[]> {
  await writeJupyterFiles();
  const notebook: Notebook = notebookOf(...cells.map((source) => codeCell(source)));
  notebook.metadata.gan_clinic = { seconds };
  return codeCells(await execute(notebook, root));
}
