/**
 * Writing a file so that nobody ever finds half of it.
 *
 * @module
 */

/**
 * Writes a file beside its place, flushes it to the disk and moves it there: a reader sees the old file or
 * the new one, also when the program dies between.
 *
 * @param path where the file shall be; its folder must exist
 * @param content text or bytes
 * @throws {Error} when the folder does not exist or cannot be written to
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.part`;
  try {
    using file = await Deno.open(temporary, { write: true, createNew: true });
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
    await file.sync();
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
  await Deno.rename(temporary, path);
}
