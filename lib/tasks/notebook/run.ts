/**
 * Running a notebook headless through the real kernel.
 *
 * @module
 */

import { join } from "node:path";
import { capture } from "../common/capture.ts";
import { jupyterEnv, venvPython } from "../setup/jupyter.ts";
import { type Cell, type Notebook, readNotebook } from "./file.ts";
import { cache } from "../common/paths.ts";
import { UserError } from "../common/user_error.ts";

/** How {@link execute} runs a notebook. */
export interface ExecuteOptions {
  /** Variables to set for the kernel. @default {{}} */
  env?: Record<string, string>;
  /** How many times its time limit a cell may take. @default {1} */
  timeFactor?: number;
}

/** How long nbconvert waits for a cell's outputs after its end, in s: on a busy machine it reads them late. */
const outputSeconds = 60;
/** How nbconvert names a cell that took too long: by its first and last lines. */
const slowCell =
  /CellTimeoutError[\s\S]*preview of the cell contents:\r?\n-+\r?\n([\s\S]*?)\r?\n-+\s*$/;

/**
 * Runs every cell, also after a cell that throws: judge the result by its outputs.
 *
 * @param notebook the notebook; it is not changed
 * @param folder where it runs, for its imports and files
 * @param options see {@link ExecuteOptions}
 * @returns the notebook with the outputs of this run
 * @throws {UserError} when the run did not come to its end, a cell not within the time limit
 * (`gan_clinic.seconds` in the notebook's metadata, else 15 minutes), or all not within twice that
 * and a minute
 */
export async function execute(
  notebook: Notebook,
  folder: string,
  { env = {}, timeFactor = 1 }: ExecuteOptions = {},
): Promise<Notebook> {
  await Deno.mkdir(cache, { recursive: true });
  const work = await Deno.makeTempDir({ dir: cache, prefix: "run_" });
  try {
    const seconds = (notebook.metadata.gan_clinic?.seconds ?? 900) * timeFactor;
    const allSeconds = 2 * seconds + 60;
    const nbconvert =
      "-m nbconvert --to notebook --execute --allow-errors --stdin --output executed";
    const settings = {
      kernel_name: "deno",
      record_timing: "False",
      timeout: Math.ceil(seconds),
      iopub_timeout: outputSeconds,
    };
    const { code, output, timedOut } = await capture(venvPython, [
      ...nbconvert.split(" "),
      ...Object.entries(settings).map(([name, to]) => `--ExecutePreprocessor.${name}=${to}`),
      `--output-dir=${work}`,
    ], {
      cwd: folder,
      env: { ...jupyterEnv(), ...env },
      seconds: allSeconds,
      input: JSON.stringify(withoutOutputs(notebook)),
    });
    if (timedOut) {
      throw new UserError(
        `Cannot finish the notebook: expected at most ${allSeconds} s, stopped it`,
      );
    }
    const cell = slowCell.exec(output)?.[1];
    if (cell !== undefined) {
      throw new UserError(
        `Cannot finish the notebook: expected at most ${seconds} s for a cell, stopped this one:\n${cell}`,
      );
    }
    if (code !== 0) throw new UserError(`Cannot run the notebook: ${output.trim()}`);
    return await readNotebook(join(work, "executed.ipynb"));
  } finally {
    await Deno.remove(work, { recursive: true });
  }
}

function withoutOutputs(notebook: Notebook): Notebook {
  const clear = (cell: Cell): Cell =>
    cell.cell_type === "code" ? { ...cell, outputs: [], execution_count: null } : cell;
  return { ...notebook, cells: notebook.cells.map(clear) };
}
