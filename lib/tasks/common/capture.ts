/**
 * Running a command and keeping what it says.
 *
 * @module
 */

import { root } from "./paths.ts";

/** How {@link capture} runs a command. */
export interface CaptureOptions {
  /** The folder to run in. @default {Deno.cwd()} */
  cwd?: string;
  /** Variables to set on top of the environment. @default {{}} */
  env?: Record<string, string>;
  /** What the command reads from standard input. @default {""} */
  input?: string;
  /** Interrupt the command after this many seconds. @default {3600} */
  seconds?: number;
  /** Also show the output as it comes. @default {false} */
  echo?: boolean;
  /** Is told all the output so far, whenever more has come. @default {undefined} */
  heard?: (output: string) => void;
}

/** How a command ended. */
export interface Captured {
  /** The exit status. */
  code: number;
  /** Standard output and standard error, in order of arrival. */
  output: string;
  /** Whether the time limit ended it. */
  timedOut: boolean;
}

/** How long an interrupted command may take to end, in ms. */
const graceMs = 10_000;

/**
 * Runs a command to its end and returns what it wrote.
 *
 * At the time limit the command is interrupted as by Ctrl+C, so that it can end its own children, and killed if that
 * does not help.
 *
 * @param command the program
 * @param args its arguments
 * @param options see {@link CaptureOptions}
 * @returns status and output
 * @throws {Deno.errors.NotFound} when there is no such program
 */
export async function capture(
  command: string,
  args: string[],
  { cwd, env = {}, input = "", seconds = 3600, echo = false, heard }: CaptureOptions = {},
): Promise<Captured> {
  const child = new Deno.Command(command, {
    args,
    cwd,
    env: { NO_COLOR: "1", ...env },
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  // A command that reads nothing may have closed its end already.
  const write = new Blob([input]).stream().pipeTo(child.stdin).catch(() => {});
  let output = "";
  const read = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      output += text;
      heard?.(output);
      if (echo) await Deno.stdout.write(new TextEncoder().encode(text));
    }
  };
  const readAll = Promise.all([write, read(child.stdout), read(child.stderr)]);

  let timedOut = false;
  const timers = [
    setTimeout(() => {
      timedOut = true;
      child.kill("SIGINT");
    }, seconds * 1000),
    setTimeout(() => child.kill("SIGKILL"), seconds * 1000 + graceMs),
  ];
  const { code } = await child.status;
  // A grandchild that outlives the command can hold the pipes open: do not wait for it for ever.
  await Promise.race([readAll, new Promise((resolve) => timers.push(setTimeout(resolve, 2000)))]);
  timers.forEach(clearTimeout);
  return { code, output, timedOut };
}

/**
 * Runs this `deno` in the clone.
 *
 * @param args its arguments
 * @param options see {@link CaptureOptions}
 * @returns status and output
 */
export function deno(args: string[], options: CaptureOptions = {}): Promise<Captured> {
  return capture(Deno.execPath(), args, { cwd: root, ...options });
}
