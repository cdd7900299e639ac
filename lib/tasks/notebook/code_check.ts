/**
 * Type-checking and linting the notebooks' code.
 *
 * @module
 */

import { deno } from "../common/capture.ts";
import { folderLock } from "../common/folder_lock.ts";
import { codePath, extractCode, speakOfCells } from "./code.ts";
import { readNotebook } from "./file.ts";
import { UserError } from "../common/user_error.ts";

/**
 * Checks the code of notebooks before they are run, since a kernel says little about code that it cannot compile.
 *
 * @param paths the notebooks
 * @throws {UserError} when it has errors
 */
export async function assertCodeChecks(paths: string[]): Promise<void> {
  const { code, output } = await checkNotebookCode("check", paths);
  if (code !== 0) throw new UserError(`Cannot run the notebooks: their code has errors\n${output}`);
}

/**
 * Runs `deno check` or `deno lint` over the code of notebooks.
 *
 * @param subcommand which of the two
 * @param paths the notebooks
 * @param config arguments that name the configuration or the lock file @default {["--lock=deno.lock"]}
 * @returns the exit status, and the messages in terms of cells
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
    const { code, output } = await deno([subcommand, ...config, ...files]);
    const inCells = modules.reduce((text, m) => speakOfCells(text, m.path, m.code), output);
    return { code, output: inCells };
  } finally {
    for (const { file } of modules) await Deno.remove(file).catch(() => {});
  }
}
