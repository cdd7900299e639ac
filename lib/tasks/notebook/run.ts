/**
 * Running a notebook headless through the real kernel.
 *
 * @module
 */

import { join } from "node:path";
import { capture } from "../common/capture.ts";
import { jupyterEnv, venvPython } from "../setup/jupyter.ts";
import { type Cell, joinText, type Notebook, readNotebook } from "./file.ts";
import { cache } from "../common/paths.ts";
import { UserError } from "../common/user_error.ts";

/** How {@link execute} runs a notebook. */
export interface ExecuteOptions {
  /** Variables to set for the kernel. @default {{}} */
  env?: Record<string, string>;
  /** How many times its time limit a cell may take. @default {1} */
  patience?: number;
}

/** How long nbconvert waits for a cell's outputs after its end, in s: on a busy machine it reads them late. */
const outputSeconds = 60;
/** How nbconvert names a cell that took too long: by its first and last lines. */
const slowCell =
  /CellTimeoutError[\s\S]*preview of the cell contents:\r?\n-+\r?\n([\s\S]*?)\r?\n-+\s*$/;

/**
 * Runs every cell, also after a cell that throws: judge the result by its outputs.
 *
 * @param notebook The notebook; it is not changed.
 * @param folder Where it runs, for its imports and files.
 * @param options See {@link ExecuteOptions}.
 * @returns The notebook with the outputs of this run.
 * @throws {UserError} If the run did not come to its end, a cell not within the time limit
 * (`gan_clinic.seconds` in the notebook's metadata, else 15 minutes), or all not within twice that
 * and a minute.
 */
export async function execute(
  notebook: Notebook,
  folder: string,
  { env = {}, patience = 1 }: ExecuteOptions = {},
): Promise<Notebook> {
  await Deno.mkdir(cache, { recursive: true });
  const work = await Deno.makeTempDir({ dir: cache, prefix: "run_" });
  try {
    const seconds = (notebook.metadata.gan_clinic?.seconds ?? 900) * patience;
    const allSeconds = 2 * seconds + 60;
    const { code, output, timedOut } = await capture(venvPython, [
      ...["-m", "nbconvert", "--to", "notebook", "--execute", "--allow-errors"],
      ...["--ExecutePreprocessor.kernel_name=deno", "--ExecutePreprocessor.record_timing=False"],
      `--ExecutePreprocessor.timeout=${Math.ceil(seconds)}`,
      `--ExecutePreprocessor.iopub_timeout=${outputSeconds}`,
      ...["--stdin", "--output-dir", work, "--output", "executed"],
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

/**
 * Makes the quick form of a notebook for tests: where a cell begins with `const EPOCHS = 8;`, say, and the metadata
 * hold `gan_clinic.quick.EPOCHS`, that number stands in its place.
 *
 * @param notebook The notebook.
 * @returns A copy with the numbers that the metadata give.
 * @throws {UserError} If they name a constant that no cell begins with.
 */
export function shorten(notebook: Notebook): Notebook {
  const quick = Object.entries(notebook.metadata.gan_clinic?.quick ?? {});
  return quick.reduce((notebook, [name, value]) => withConstant(notebook, name, value), notebook);
}

function withConstant(notebook: Notebook, name: string, value: number): Notebook {
  const line = new RegExp(`^(const|let) ${name} = [\\d.]+;`);
  const begins = ({ cell_type, source }: Cell) =>
    cell_type === "code" && line.test(joinText(source));
  if (!notebook.cells.some(begins)) {
    throw new UserError(
      `Cannot shorten the notebook: expected a cell that begins with \`const ${name} = 8;\``,
    );
  }
  const cells = notebook.cells.map((cell) =>
    begins(cell)
      ? { ...cell, source: joinText(cell.source).replace(line, `$1 ${name} = ${value};`) }
      : cell
  );
  return { ...notebook, cells };
}
