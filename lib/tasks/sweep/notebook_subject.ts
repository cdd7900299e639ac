/**
 * A notebook, as something that a sweep runs.
 *
 * @module
 */

import { dirname } from "node:path";
import { UserError, userMessage } from "../common/user_error.ts";
import { withSeed } from "../notebook/constants.ts";
import { codeCells, joinText, type Notebook, readNotebook } from "../notebook/file.ts";
import { faults, verdicts } from "../notebook/outputs.ts";
import { execute } from "../notebook/run.ts";
import { digestOf } from "./digest.ts";
import { foundIn } from "./found.ts";
import type { Subject } from "./subject.ts";
import { notebookName } from "./unswept.ts";

/** What runs a notebook; {@link execute}, except in tests. */
export type NotebookRunner = typeof execute;

/**
 * Makes a notebook ready for a sweep.
 *
 * @param path its file, read now: what is changed during the sweep does not count
 * @param runner what runs it
 * @returns what the sweep runs; `undefined` for a notebook that gives no verdicts
 * @throws {UserError} when its seed cannot be varied
 */
export async function notebookSubject(
  path: string,
  runner: NotebookRunner = execute,
): Promise<Subject | undefined> {
  const committed = await readNotebook(path), name = notebookName(path);
  if (!givesVerdicts(committed)) return undefined;
  try {
    withSeed(committed, 0);
  } catch (error) {
    throw new UserError(`${name}: ${userMessage(error)}`);
  }
  return {
    name,
    code: digestOf(codeCells(committed).map(({ source }) => joinText(source))),
    everyRun: true,
    async run({ seed, env, timeFactor }) {
      const executed = await runner(withSeed(committed, seed), dirname(path), { env, timeFactor });
      return { verdicts: foundIn(executed, committed), faults: faults(executed) };
    },
  };
}

/** By its code, since a notebook that is new has no outputs yet; or by what it showed. */
function givesVerdicts(notebook: Notebook): boolean {
  return codeCells(notebook).some((cell) =>
    /\bverdict\(/.test(joinText(cell.source)) || verdicts(cell).length > 0
  );
}
