/**
 * Writing what a task made, and finding out before hours of work that it could not be kept.
 *
 * @module
 */

import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type FileToWrite, writeTogether } from "../../files/atomic_write.ts";
import { UserError } from "./user_error.ts";

/**
 * Checks that a folder can be made and written to, and leaves nothing behind.
 *
 * @param folder the folder; it need not exist yet
 * @param option the option that chooses another
 * @throws {UserError} when it cannot
 */
export async function checkWritable(folder: string, option: string): Promise<void> {
  let existing = resolve(folder);
  while (!await exists(existing)) existing = dirname(existing);
  await writing(folder, option, async () => {
    await Deno.remove(await Deno.makeTempDir({ dir: existing }));
  });
}

/**
 * Checks that a file can be written, and leaves nothing behind.
 *
 * @param path the file; neither it nor its folder need exist yet
 * @param option the option that chooses another
 * @param endings how its name may end, `.png` for instance; as it likes where there are none @default {[]}
 * @throws {UserError} when it cannot, is a folder, or has another ending
 */
export async function checkFileWritable(
  path: string,
  option: string,
  endings: readonly string[] = [],
): Promise<void> {
  const found = await Deno.stat(path).catch(() => undefined);
  if (found?.isDirectory || /[/\\]$/.test(path)) {
    throw new UserError(`Cannot write to ${path}: it is a folder; name a file by ${option}`);
  }
  if (endings.length > 0 && !endings.some((ending) => path.toLowerCase().endsWith(ending))) {
    const expected = endings.join(" or ");
    throw new UserError(
      `Cannot write to ${path}: expected a name that ends in ${expected}; choose one by ${option}`,
    );
  }
  await checkWritable(dirname(path), option);
}

/**
 * Writes a task's result: whole or not at all.
 *
 * @param files the files; folders are made where they are missing
 * @param option the option that chooses another place, if there is one
 * @param place what to name in an error @default {the first file}
 * @throws {UserError} when they cannot be written, as on a full disk
 */
export async function writeResult(
  files: readonly FileToWrite[],
  option?: string,
  place: string = files[0]![0],
): Promise<void> {
  const made: string[] = [];
  await writing(place, option, async () => {
    for (const [path] of files) {
      const first = mkdirSync(dirname(path), { recursive: true });
      if (first !== undefined) made.push(first);
    }
    await writeTogether(files);
  }).catch(async (error) => {
    for (const folder of made) await Deno.remove(folder, { recursive: true }).catch(() => {});
    throw error;
  });
}

/**
 * Does something that writes, and says in a sentence what the system refuses.
 *
 * @param place where it writes
 * @param option the option that chooses another place, if there is one
 * @param work what to do
 * @throws {UserError} when the system refuses; anything else is thrown as it is
 */
export async function writing(
  place: string,
  option: string | undefined,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    // What the system refuses has a code, a defect has none. The library keeps it as the cause of its own sentence.
    const refusals = [error, (error as Error).cause];
    const refused = refusals.find((each) => each instanceof Error && "code" in each);
    if (!refused) throw error;
    const [why] = (refused as Error).message.split(/ \(os error|:/, 1);
    const remedy = option
      ? `choose another place by ${option}`
      : "make room there, or make it writable";
    throw new UserError(`Cannot write to ${place}: ${why}; ${remedy}`, { cause: error });
  }
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => dirname(path) === path);
}
