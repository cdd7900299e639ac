/**
 * The beginning of a notebook.
 *
 * @module
 */
import { useBackend } from "../backend/mod.ts";
import { showMarkdown } from "./display.ts";

/**
 * Chooses the fastest backend that works here, and shows which it is and why.
 *
 * @throws {Error} when no backend works, or not the one that `GAN_CLINIC_BACKEND` asks for
 *
 * @example
 * ```ts
 * import { setUp } from "@gan-clinic/gan-clinic/notebook";
 *
 * await setUp(); // The maths runs on engine: matrix products by ...
 * ```
 */
export async function setUp(): Promise<void> {
  const { name, why } = await useBackend();
  await showMarkdown(`The maths runs on **${name}**: ${why}.`);
}
