/**
 * Finding the Python that makes the virtual environment.
 *
 * @module
 */

import { capture } from "../common/capture.ts";
import { UserError } from "../common/user_error.ts";

/** A Python interpreter. */
export interface Python {
  /** How to call it: program and leading arguments. */
  command: [string, ...string[]];
  /** Its version, for instance `3.11.7`. */
  version: string;
}

const remedy = "install Python 3.9 or newer from https://www.python.org/downloads, " +
  "or name one by the variable GAN_CLINIC_PYTHON";

/**
 * Asks an interpreter for its version.
 *
 * @param command how to call it
 * @returns the version, or undefined when the command does not run as Python 3
 */
export async function pythonVersion(
  command: readonly [string, ...string[]],
): Promise<string | undefined> {
  const [program, ...args] = command;
  const ask = "import platform; print('Python', platform.python_version())";
  try {
    const { code, output } = await capture(program, [...args, "-c", ask], { seconds: 30 });
    return code === 0 ? /^Python (3\.\d+\.\S+)$/m.exec(output)?.[1] : undefined;
  } catch {
    return undefined; // no such program, or not allowed to run it
  }
}

/**
 * Finds Python 3.9 or newer: the one that `GAN_CLINIC_PYTHON` names, else `python3`, `python` or,
 * on Windows, `py -3`.
 *
 * @returns the first that is new enough
 * @throws {UserError} when there is none
 */
export async function findPython(): Promise<Python> {
  const named = Deno.env.get("GAN_CLINIC_PYTHON");
  const commands: [string, ...string[]][] = named ? [[named]] : [["python3"], ["python"]];
  if (!named && Deno.build.os === "windows") commands.push(["py", "-3"]);

  const tooOld: string[] = [];
  for (const command of commands) {
    const version = await pythonVersion(command);
    if (version === undefined) continue;
    if (Number(version.split(".")[1]) >= 9) return { command, version };
    tooOld.push(`${version} as ${command.join(" ")}`);
  }
  const found = tooOld.join(", ") || `none as ${commands.map((c) => c.join(" ")).join(", ")}`;
  throw new UserError(`Cannot find Python: expected 3.9 or newer, found ${found}; ${remedy}`);
}
