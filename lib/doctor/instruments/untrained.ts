/**
 * Who is trained by nobody.
 *
 * @module
 */
import type { Gan } from "../../gan/gan.ts";

/**
 * The variables that no optimiser is given, although a loss depends on them.
 *
 * @param gan the GAN
 * @returns their names
 *
 * @example
 * ```ts
 * import { createGan, recipes } from "@gan-clinic/gan-clinic";
 * import { untrained } from "@gan-clinic/gan-clinic/doctor";
 * import { assertEquals } from "@std/assert";
 *
 * const sick = createGan(recipes.asAsked, { seed: 1 }), repaired = createGan(recipes.oneDiscriminator, { seed: 1 });
 * assertEquals(untrained(sick).length, 4);
 * assertEquals(untrained(repaired), []);
 * sick.dispose();
 * repaired.dispose();
 * ```
 */
export function untrained(gan: Gan): string[] {
  const trained = new Set([...gan.variablesUnder("G/"), ...gan.variablesUnder("D/")]);
  return gan.variablesUnder("").filter((variable) => !trained.has(variable)).map(({ name }) =>
    name
  );
}
