/**
 * Setting up what `deno task lab` needs: once, and by one program at a time.
 *
 * @module
 */

import { join } from "node:path";
import { cache } from "../common/paths.ts";
import { writeJupyterFiles } from "./jupyter.ts";
import { downloadPackages } from "./packages.ts";
import { Progress } from "./progress.ts";
import { cannot, setUpVenv } from "./venv.ts";

/**
 * Sets up `.venv` with the pinned requirements and the Deno kernel, and downloads the notebooks' packages, where that is not done yet.
 * A second call touches no network; one at the same time waits for the first, and says so.
 *
 * @throws {UserError} If something is missing, a download fails, or the clone cannot be written to.
 */
export async function setUp(): Promise<void> {
  using lock = await openLock();
  if (!await lock.tryLock(true)) {
    console.log("Waiting for another set-up of this folder to end");
    await lock.lock(true);
  }
  using progress = new Progress();
  await Promise.all([setUpVenv(progress), downloadPackages(progress)]);
  await writeJupyterFiles();
}

async function openLock(): Promise<Deno.FsFile> {
  try {
    await Deno.mkdir(cache, { recursive: true });
    return await Deno.open(join(cache, "set_up.lock"), { create: true, write: true });
  } catch (error) {
    const { message } = error as Error;
    throw cannot(`write to ${cache}`, `${message}; make the clone writable or clone it elsewhere`);
  }
}
