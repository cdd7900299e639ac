/**
 * What all tasks' command lines have in common.
 *
 * @module
 */

import { Command } from "commander";
import { runTask } from "./user_error.ts";

/**
 * Begins the command line of a task. A mistake in it is answered by one sentence, not by the whole help.
 *
 * @param name the task's name in `deno.json`
 * @returns the command, to be given options and arguments
 */
export function task(name: string): Command {
  return new Command(`deno task ${name}`)
    .allowExcessArguments(false)
    .configureOutput({
      outputError: (text, write) =>
        write(`${text.trim().replaceAll("\n", " ")} (--help lists what it takes)\n`),
    });
}

/**
 * Reads the command line and does the task.
 *
 * Asking for help or mistyping an option must not start a download, so what does the work is imported only once the
 * options are read.
 *
 * @param command the command line
 * @param load imports what does the work, which is given the arguments, then the options
 */
export async function start(
  command: Command,
  // deno-lint-ignore no-explicit-any -- commander does not know the types of what it reads
  load: () => Promise<(...given: any[]) => Promise<void>>,
): Promise<void> {
  command.parse(Deno.args, { from: "user" });
  await runTask(async () => await (await load())(...command.processedArgs, command.opts()));
}
