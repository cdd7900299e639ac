/**
 * Notebooks that run with other constants than are written in them.
 *
 * @module
 */

import { UserError } from "../common/user_error.ts";
import { type Cell, joinText, type Notebook } from "./file.ts";

/**
 * Makes the quick form of a notebook for tests: where a cell begins with `const EPOCHS = 8;`, say, and the metadata
 * hold `gan_clinic.quick.EPOCHS`, that number stands in its place.
 *
 * @param notebook the notebook
 * @returns a copy with the numbers that the metadata give
 * @throws {UserError} when they name a constant that no cell begins with
 */
export function shorten(notebook: Notebook): Notebook {
  const quick = Object.entries(notebook.metadata.gan_clinic?.quick ?? {});
  return quick.reduce((notebook, [name, value]) => {
    const line = new RegExp(`^(const|let) ${name} = [\\d.]+;`);
    const missing =
      `Cannot shorten the notebook: expected a cell that begins with \`const ${name} = 8;\``;
    return withLine(notebook, line, (_, keyword) => `${keyword} ${name} = ${value};`, missing);
  }, notebook);
}

/**
 * Makes a notebook's copy whose line `const SEED = 1;` has a larger number.
 *
 * @param notebook the notebook
 * @param added what is added to its seed
 * @returns the copy
 * @throws {UserError} when no line of its code begins like that
 */
export function withSeed(notebook: Notebook, added: number): Notebook {
  const raise = (_: string, seed: string) => `const SEED = ${Number(seed) + added};`;
  const missing =
    "Cannot vary the notebook's seed: expected a line that begins with `const SEED = 1;`";
  return withLine(notebook, /^const SEED = (\d+);/m, raise, missing);
}

function withLine(
  notebook: Notebook,
  line: RegExp,
  replacement: (...groups: string[]) => string,
  missing: string,
): Notebook {
  const has = ({ cell_type, source }: Cell) => cell_type === "code" && line.test(joinText(source));
  if (!notebook.cells.some(has)) throw new UserError(missing);
  const cells = notebook.cells.map((cell) =>
    has(cell) ? { ...cell, source: joinText(cell.source).replace(line, replacement) } : cell
  );
  return { ...notebook, cells };
}
