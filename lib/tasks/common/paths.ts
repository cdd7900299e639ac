/**
 * Where things are in the clone.
 *
 * @module
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The clone's folder, absolute. */
export const root: string = fileURLToPath(new URL("../../../", import.meta.url)).replace(
  /[/\\]$/,
  "",
);

/** What the tasks keep between runs and git ignores. */
export const cache: string = join(root, ".cache");

/** The Python virtual environment. */
export const venv: string = join(root, ".venv");

/** The course. */
export const notebooks: string = join(root, "notebooks");
