/**
 * Setting up what `deno task lab` needs: once, and by one program at a time.
 *
 * @module
 */

import { folderLock } from "../common/folder_lock.ts";
import { writeJupyterFiles } from "./jupyter.ts";
import { downloadPackages } from "./packages.ts";
import { Progress } from "./progress.ts";
import { setUpVenv } from "./venv.ts";

/**
 * Sets up `.venv` with the pinned requirements and the Deno kernel, and downloads what the notebooks import, where
 * that is not done yet.
 * A second call touches no network; one at the same time waits for the first, and says so.
 *
 * @throws {UserError} when something is missing, a download fails, or the clone cannot be written to
 */
export async function setUp(): Promise<void> {
  using _lock = await folderLock("set_up", "set-up");
  using progress = new Progress();
  await Promise.all([setUpVenv(progress), downloadPackages(progress)]);
  await writeJupyterFiles();
}
