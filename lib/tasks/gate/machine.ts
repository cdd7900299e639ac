/**
 * What the gate runs on.
 *
 * @module
 */

import { chooseBackend } from "../common/backend.ts";
import { thisProcessor } from "../../backend/processor.ts";

/**
 * Names the processor, the backend, its kernels and its threads: a failure elsewhere begins with these.
 *
 * @returns two lines
 * @throws {UserError} when the environment names a backend that does not run here
 */
export async function describeMachine(): Promise<string> {
  const { name } = thisProcessor(), { name: backend, why } = await chooseBackend();
  return `  processor: ${name}\n  backend: ${backend}, ${why}`;
}
