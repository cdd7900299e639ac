/**
 * The notebooks as a part of the gate.
 *
 * @module
 */

import { basename } from "node:path";
import { sideBySide, timeFactor, usualJobs } from "../common/side_by_side.ts";
import { userMessage } from "../common/user_error.ts";
import { listNotebooks } from "../notebook/list.ts";
import { checkNotebook } from "./check_notebook.ts";
import type { Outcome } from "./outcome.ts";

/**
 * Runs all notebooks in their quick form and shows what is wrong with each.
 *
 * @returns how many are good
 */
export async function runNotebooks(): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: 0 };
  const options = {
    quick: true,
    // Two with one thread each take less time side by side than one after the other with two; the bits are the same.
    env: { GAN_CLINIC_THREADS: "1" },
    timeFactor: timeFactor(Deno.env.get("GAN_CLINIC_BACKEND")),
  };
  // The longest come last in the course.
  const left = (await listNotebooks()).reverse();
  await sideBySide(usualJobs, () => left.shift(), async (path) => {
    const start = performance.now();
    const faults = await checkNotebook(path, options).catch((error) => [userMessage(error)]);
    faults.length === 0 ? outcome.passed++ : outcome.failed++;
    const seconds = Math.round((performance.now() - start) / 1000);
    console.log(`  ${basename(path)} ${faults.length === 0 ? "ok" : "FAILED"} (${seconds} s)`);
    for (const fault of faults) console.log(`    ${fault}`);
  });
  return outcome;
}
