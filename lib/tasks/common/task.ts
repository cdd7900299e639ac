/**
 * What all tasks' command lines have in common.
 *
 * @module
 */

import { Command } from "commander";

/**
 * Begins the command line of a task. A mistake in it is answered by one sentence, not by the whole help.
 *
 * Whoever asks for help or mistypes an option shall wait for no download: a task imports what does its work once the
 * options are read.
 *
 * @param name The task's name in `deno.json`.
 * @returns The command, to be given options and arguments.
 */
export function task(name: string): Command {
  return new Command(`deno task ${name}`)
    .allowExcessArguments(false)
    .configureOutput({
      outputError: (text, write) =>
        write(`${text.trim().replaceAll("\n", " ")} (--help lists what it takes)\n`),
    });
}
