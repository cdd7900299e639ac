/**
 * Type-checking and linting the notebooks' code.
 *
 * @module
 */

import { capture } from "../common/capture.ts";
import { folderLock } from "../common/folder_lock.ts";
import { codePath, extractCode, speakOfCells } from "./code.ts";
import { readNotebook } from "./file.ts";
import { root } from "../common/paths.ts";

/**
 * Runs `deno check` or `deno lint` over the code of notebooks.
 *
 * @param subcommand Which of the two.
 * @param paths The notebooks.
 * @param config Arguments that name the configuration or the lock file. @default {["--lock=deno.lock"]}
 * @returns The exit status, and the messages in terms of cells.
 */
export async function checkNotebookCode(
  subcommand: "check" | "lint",
  paths: string[],
  config: string[] = ["--lock=deno.lock"],
): Promise<{ code: number; output: string }> {
  if (paths.length === 0) return { code: 0, output: "" };
  using _lock = await folderLock("code_check", "check of the notebooks' code"); // they would share files
  const modules = await Promise.all(paths.map(async (path) => {
    const code = extractCode(await readNotebook(path));
    return { path, file: codePath(path), code };
  }));
  try {
    for (const { file, code } of modules) await Deno.writeTextFile(file, code.text);
    const files = modules.map(({ file }) => file);
    const { code, output } = await capture(Deno.execPath(), [subcommand, ...config, ...files], {
      cwd: root,
    });
    const inCells = modules.reduce((text, m) => speakOfCells(text, m.path, m.code), output);
    return { code, output: inCells };
  } finally {
    for (const { file } of modules) await Deno.remove(file).catch(() => {});
  }
}
