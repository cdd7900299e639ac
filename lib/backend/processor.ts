/**
 * Which processor this is: the kernels that OpenBLAS computes with depend on it.
 *
 * @module
 */

import { isGranted } from "./permissions.ts";

/** A processor. */
export interface Processor {
  /** Its name, and which wide instructions it has. */
  name: string;
  /** Its abilities by Linux's names for them; none where the system does not list them. */
  flags: ReadonlySet<string>;
}

/** The abilities by which OpenBLAS chooses its kernels. */
const telling = ["avx2", "avx512f"];

/** Says which processor this is, as far as it may be known without asking for permission. */
export function thisProcessor(): Processor {
  const path = "/proc/cpuinfo";
  if (!isGranted({ name: "read", path })) return readProcessor("");
  try {
    return readProcessor(Deno.readTextFileSync(path));
  } catch {
    return readProcessor(""); // only Linux has the file
  }
}

/**
 * Reads what Linux says of the processor.
 *
 * @param cpuinfo the text of `/proc/cpuinfo`, empty on other systems
 * @returns the processor; with the name of the system where the text has none
 */
export function readProcessor(cpuinfo: string): Processor {
  const field = (name: string) => new RegExp(`^${name}\\s*: (.*)$`, "m").exec(cpuinfo)?.[1]?.trim();
  const flags = new Set(field("flags")?.split(/\s+/) ?? []);
  const model = field("model name") ?? `${Deno.build.os}/${Deno.build.arch}`;
  const found = telling.filter((flag) => flags.has(flag));
  return { name: found.length > 0 ? `${model} (${found.join(", ")})` : model, flags };
}
