/**
 * Errors that a user can mend, and how a task ends with one.
 *
 * @module
 */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.ts";
import { standWithUser } from "./user_folder.ts";

/** An error with a remedy: shown as its sentence alone, without a stack trace. */
export class UserError extends Error {
  /** The name by which the error is known. */
  override name = "UserError";
}

/**
 * Runs a task, in the folder where the user stands. A {@link UserError} and what {@link isSentence} of the library
 * becomes one line on standard error and exit status 1; anything else is a defect and keeps its stack trace.
 *
 * @param task the task to run
 */
export async function runTask(task: () => Promise<void>): Promise<void> {
  standWithUser();
  try {
    await task();
  } catch (error) {
    if (!(error instanceof UserError || isSentence(error))) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}

/**
 * The sentence of a user's error; any other is a defect, and thrown on.
 *
 * @param error what was thrown
 * @returns the sentence
 * @throws whatever is no {@link UserError}
 */
export function userMessage(error: unknown): string {
  if (error instanceof UserError) return error.message;
  throw error;
}

/** What the library throws at what it was given: a `SyntaxError` where a file is damaged. */
const sentences = new Set<unknown>([Error, SyntaxError]);

const library = `${pathToFileURL(join(root, "lib")).href}/`;

/**
 * Says whether an error is the library's sentence about what it was given: a plain `Error`, or a `SyntaxError`, that the
 * library itself threw. A plain `Error` of a package, tfjs for instance, is a defect; so is one of `lib/backend`, where only
 * `chooseBackend()` meets errors that a user can mend.
 *
 * @param error what was thrown
 * @returns whether its message alone says what to do
 */
export function isSentence(error: unknown): error is Error {
  if (!(error instanceof Error) || !sentences.has(error.constructor)) return false;
  const thrownAt = /^ +at .*$/m.exec(error.stack ?? "")?.[0] ?? "";
  return thrownAt.includes(library) && !thrownAt.includes(`${library}backend/`);
}
