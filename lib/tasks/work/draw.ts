/**
 * What the tasks that draw from a model have in common.
 *
 * @module
 */

import { type Generator, loadGenerator } from "../../models/generator.ts";
import { chooseBackend } from "../common/backend.ts";
import { checkFileWritable } from "../common/writable.ts";

/** What such a task is asked. */
export interface DrawOptions {
  /** The model: a name, a path or a URL. */
  model: string;
  /** Where to write. */
  out?: string;
  /** How many latents. */
  count: number;
  /** Their seed. */
  seed: number;
}

/**
 * Loads a generator once it is certain that the result can be written.
 *
 * @param source its path or URL
 * @param path the file to write
 * @param endings how the file's name may end
 * @returns the generator
 */
export async function generatorFor(
  source: string,
  path: string,
  endings: readonly string[],
): Promise<Generator> {
  await checkFileWritable(path, "--out", endings);
  await chooseBackend({ prefer: "wasm" });
  return await loadGenerator(source);
}
