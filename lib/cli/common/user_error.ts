/**
 * Errors that a user can mend, and how a task ends with one.
 *
 * @module
 */

/** An error with a remedy: shown as its sentence alone, without a stack trace. */
export class UserError extends Error {
  /** The name by which the error is known. */
  override name = "UserError";
}

/**
 * Runs a task. A {@link UserError} becomes one line on standard error and exit status 1; anything
 * else is a defect of the task and keeps its stack trace.
 *
 * @param task The task to run.
 */
export async function runTask(task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    console.error(error.message);
    Deno.exit(1);
  }
}

/**
 * Does something whose errors are sentences for the user, as the library's plain errors are. What JavaScript and
 * the system throw by themselves, a `TypeError` for instance, stays a defect.
 *
 * @param work What to do.
 * @returns What it returns.
 * @throws {UserError} In place of a plain error.
 */
export async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
    throw new UserError(error.message, { cause: error });
  }
}
