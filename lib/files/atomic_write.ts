/**
 * Writing files so that nobody ever finds half of one.
 *
 * @module
 */

/** A file to be: its path, and its text or bytes. */
export type FileToWrite = readonly [path: string, content: string | Uint8Array];

/**
 * Writes a file beside its place, flushes it to the disk and moves it there: a reader sees the old file or
 * the new one, also when the program dies between.
 *
 * @param path where to write; the folder must exist
 * @param content text or bytes
 * @throws {Error} when the folder does not exist or cannot be written to
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  await writeTogether([[path, content]]);
}

/**
 * Writes files that belong together: all beside their places first, then moved there one right after the other,
 * in order. What cannot be written, as on a full disk, therefore leaves all the old files as they were.
 *
 * @param files the files; those that others refer to come first
 * @throws {Error} when a folder does not exist or cannot be written to
 */
export async function writeTogether(files: readonly FileToWrite[]): Promise<void> {
  const moves = files.map(([path]) => [`${path}.${crypto.randomUUID().slice(0, 8)}.part`, path]);
  try {
    for (const [i, [, content]] of files.entries()) await writeFlushed(moves[i]![0]!, content);
    for (const [temporary, path] of moves) await Deno.rename(temporary!, path!);
  } catch (error) {
    for (const [temporary] of moves) await Deno.remove(temporary!).catch(() => {});
    throw error;
  }
}

async function writeFlushed(path: string, content: string | Uint8Array): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true });
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
  await file.sync();
}
