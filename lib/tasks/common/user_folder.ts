/**
 * Where the user stands.
 *
 * @module
 */

import { root } from "./paths.ts";

/**
 * Goes to the folder in which the user typed the command, so that paths mean what they say, also in messages: `deno
 * task` runs a task in the clone's folder and tells in `INIT_CWD` where it was called.
 */
export function standWithUser(): void {
  const called = Deno.env.get("INIT_CWD");
  // A variable that was handed down through another program says nothing about this task.
  if (!called || Deno.cwd() !== Deno.realPathSync(root)) return;
  try {
    Deno.chdir(called);
  } catch {
    // The folder is gone: stay.
  }
}
