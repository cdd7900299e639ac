/**
 * One run at a time for each checkpoint.
 *
 * @module
 */

import { basename, dirname, join } from "node:path";
import { UserError } from "./user_error.ts";

/**
 * Locks a checkpoint and clears away what a killed run left half-written beside it. The system releases the lock when
 * this program ends, however it ends.
 *
 * @param checkpoint the checkpoint's path; its folder must exist
 * @returns what releases it
 * @throws {UserError} when another run has it
 */
export async function lockRun(checkpoint: string): Promise<Disposable> {
  const path = `${checkpoint}.lock`;
  const file = await Deno.open(path, { create: true, write: true });
  if (!await file.tryLock(true)) {
    file.close();
    throw new UserError(
      `Cannot train: another run is writing the checkpoint ${checkpoint}; wait for it, or choose another by --checkpoint`,
    );
  }
  const folder = dirname(checkpoint), name = basename(checkpoint);
  for await (const entry of Deno.readDir(folder)) {
    const left = entry.name.startsWith(`${name}.`) && entry.name.endsWith(".part");
    if (left) await Deno.remove(join(folder, entry.name));
  }
  return {
    [Symbol.dispose]() {
      file.close();
      Deno.removeSync(path);
    },
  };
}
