/**
 * Digests: they tell whether a verdict is still the one that was swept, and whether a kept run is of this code.
 *
 * @module
 */

import { createHash } from "node:crypto";
import type { Bounded } from "../../trends/bounds.ts";
import { rounded } from "./rounded.ts";

/** What a verdict is known by, which does not include what was measured. */
export interface Claimed {
  /** The code that it stands in, as committed; absent for a test, whose code changes for many reasons. */
  source?: string;
  /** The sentence. */
  says: string;
  /** What it rests on. */
  rests: readonly Bounded[];
}

/**
 * The digest of a verdict: of its code, its sentence, and the names and bounds of what it rests on.
 *
 * @param claimed the verdict
 * @returns 16 hexadecimal digits
 */
export function verdictDigest({ source = "", says, rests }: Claimed): string {
  return digestOf([source, says, rests.map(demand)]);
}

/** What is asked of a number or word. Bounds are rounded: processors differ in the last digit of a logarithm. */
function demand(bounded: Bounded): unknown[] {
  if ("expected" in bounded) return [bounded.what, bounded.expected];
  const { what, least, most } = bounded;
  return [what, ...[least, most].map((bound) => bound === undefined ? null : rounded(bound))];
}

/**
 * The digest of anything that JSON can say.
 *
 * @param value the value
 * @returns 16 hexadecimal digits
 */
export function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
