/**
 * Finding out before hours of work that their result could not be kept.
 *
 * @module
 */

import { dirname, resolve } from "node:path";
import { UserError } from "./user_error.ts";

/**
 * Checks that a folder can be made and written to, and leaves nothing behind.
 *
 * @param folder The folder; it need not exist yet.
 * @param option The option that chooses another.
 * @throws {UserError} If it cannot.
 */
export async function checkWritable(folder: string, option: string): Promise<void> {
  let existing = resolve(folder);
  while (!await exists(existing)) existing = dirname(existing);
  try {
    await Deno.remove(await Deno.makeTempDir({ dir: existing }));
  } catch (cause) {
    const [why] = (cause as Error).message.split(":");
    throw new UserError(
      `Cannot write to ${folder}: ${why}; choose another place by ${option}`,
      { cause },
    );
  }
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => dirname(path) === path);
}
