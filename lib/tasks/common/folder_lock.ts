/**
 * One program at a time for what the programs in this folder share.
 *
 * @module
 */

import { join } from "node:path";
import { cache } from "./paths.ts";
import { UserError } from "./user_error.ts";

/**
 * Waits until no other program of this folder does the same thing, and says so where there is one. The system releases
 * the lock when this program ends, however it ends.
 *
 * @param name the lock's name in `.cache`
 * @param what what is done, as in "Waiting for another set-up of this folder to end"
 * @returns what releases it
 * @throws {UserError} when the folder cannot be written to
 */
export async function folderLock(name: string, what: string): Promise<Disposable> {
  const lock = await openLock(name);
  if (!await lock.tryLock(true)) {
    console.log(`Waiting for another ${what} of this folder to end`);
    await lock.lock(true);
  }
  return lock;
}

async function openLock(name: string): Promise<Deno.FsFile> {
  try {
    await Deno.mkdir(cache, { recursive: true });
    return await Deno.open(join(cache, `${name}.lock`), { create: true, write: true });
  } catch (error) {
    throw new UserError(
      `Cannot write to ${cache}: ${
        (error as Error).message
      }; make the clone writable or clone it elsewhere`,
    );
  }
}
