/**
 * Running a notebook with another seed.
 *
 * @module
 */

import { type Cell, joinText, type Notebook } from "../notebook/file.ts";
import { UserError } from "../common/user_error.ts";

const seedLine = /^const SEED = (\d+);/m;

/**
 * Makes a notebook's copy whose line `const SEED = 1;` has a larger number.
 *
 * @param notebook The notebook.
 * @param added What is added to its seed.
 * @returns The copy.
 * @throws {UserError} If no line of its code begins like that.
 */
export function withSeed(notebook: Notebook, added: number): Notebook {
  const seeded = ({ cell_type, source }: Cell) =>
    cell_type === "code" && seedLine.test(joinText(source));
  if (!notebook.cells.some(seeded)) {
    throw new UserError(
      "Cannot vary the notebook's seed: expected a line that begins with `const SEED = 1;`",
    );
  }
  const raise = (_: string, seed: string) => `const SEED = ${Number(seed) + added};`;
  const cells = notebook.cells.map((cell) =>
    seeded(cell) ? { ...cell, source: joinText(cell.source).replace(seedLine, raise) } : cell
  );
  return { ...notebook, cells };
}
