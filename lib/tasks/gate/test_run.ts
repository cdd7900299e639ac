/**
 * `deno test` as a part of the gate.
 *
 * @module
 */

import { deno } from "../common/capture.ts";
import { UserError } from "../common/user_error.ts";
import type { Outcome } from "./outcome.ts";

/** How many seconds all tests together may take before they are stopped. */
const testSeconds = 60 * 60;

/**
 * Runs `deno test` in the clone and shows what it writes.
 *
 * @param args its arguments
 * @param env variables to set
 * @returns the counts
 * @throws {UserError} when the tests take too long
 */
export async function denoTest(args: string[], env?: Record<string, string>): Promise<Outcome> {
  const options = { echo: true, seconds: testSeconds, env };
  const { code, output, timedOut } = await deno(["test", ...args], options);
  if (timedOut) throw new UserError(`Cannot finish the tests: stopped after ${testSeconds} s`);
  return countTests(code, output);
}

/**
 * Reads the counts in the last line of `deno test`.
 *
 * @param code the exit status
 * @param output what it wrote
 * @returns the counts; at least one failure if the status says so, as for a module that does not load
 */
export function countTests(code: number, output: string): Outcome {
  const line = output.split("\n").findLast((text) => /\d+ passed.*\| \d+ failed/.test(text)) ?? "";
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  const failed = count("failed");
  return {
    passed: count("passed"),
    failed: code === 0 ? failed : Math.max(failed, 1),
    skipped: count("ignored"),
  };
}
