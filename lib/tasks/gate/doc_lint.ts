/**
 * `deno doc --lint` on the package's exports.
 *
 * @module
 */

import { join } from "node:path";
import { deno } from "../common/capture.ts";
import { root } from "../common/paths.ts";

/**
 * Lints the documentation of everything that `deno.json` exports.
 *
 * @param config arguments that name the configuration, none for `deno.json`
 * @returns the exit status, and the diagnostics
 */
export async function docLint(config: string[]): Promise<{ code: number; output: string }> {
  const { exports } = JSON.parse(await Deno.readTextFile(join(root, "deno.json")));
  const files: string[] = typeof exports === "string" ? [exports] : Object.values(exports);
  const args = ["doc", "--lint", ...config, ...files];
  const { code, output } = await deno(args);
  if (code === 0) return { code, output };
  const own = ownDiagnostics(output, await declaredTypes(join(root, "lib")));
  return { code: own.length > 0 ? 1 : 0, output: own.join("") };
}

/**
 * Leaves out what is not a fault of this package: Deno takes the types of npm packages, since they lie
 * in files, for private ones (denoland/deno issue 27364, repaired for other schemes alone).
 *
 * @param output what `deno doc --lint` wrote
 * @param declared the types that this package declares
 * @returns the diagnostics that remain, or the whole output if it holds none
 */
export function ownDiagnostics(output: string, declared: Set<string>): string[] {
  const all = output.split(/^(?=error)/m).filter((text) => text.startsWith("error"));
  if (!all.some((text) => text.startsWith("error["))) return [output];
  return all.filter((text) => {
    const type = /^error\[private-type-ref\].* references private type '([^']+)'/.exec(text)?.[1];
    return text.startsWith("error[") && (type === undefined || declared.has(type));
  });
}

async function declaredTypes(folder: string): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) (await declaredTypes(path)).forEach((type) => names.add(type));
    if (!name.endsWith(".ts")) continue;
    const text = await Deno.readTextFile(path);
    for (const [, type] of text.matchAll(/\b(?:class|interface|type|enum) (\w+)/g)) {
      names.add(type!);
    }
  }
  return names;
}
