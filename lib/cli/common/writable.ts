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

/**
 * Checks that a file can be written, and leaves nothing behind.
 *
 * @param path The file; neither it nor its folder need exist yet.
 * @param option The option that chooses another.
 * @throws {UserError} If it cannot, or is a folder.
 */
export async function checkFileWritable(path: string, option: string): Promise<void> {
  const found = await Deno.stat(path).catch(() => undefined);
  if (found?.isDirectory) {
    throw new UserError(`Cannot write to ${path}: it is a folder; name a file by ${option}`);
  }
  await checkWritable(dirname(resolve(path)), option);
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => dirname(path) === path);
}
