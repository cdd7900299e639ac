/**
 * Guide lines for losses that theory predicts.
 *
 * @module
 */
import type { FixedPoint } from "../gan/losses/mod.ts";
import type { Network } from "./_style.ts";

export type { Network } from "./_style.ts";

/** A horizontal line at a value that theory predicts. */
export interface Guide {
  /** Where the line stands. */
  value: number;
  /** What is written at it, for instance `softplus(−1) = 0.3133`. */
  label: string;
  /** Whose loss it belongs to. */
  network: Network;
}

/**
 * Makes the two guide lines of a fixed point, labelled with their values.
 *
 * @param point where both losses come to rest
 * @returns one line for D and one for G
 *
 * @example
 * ```ts
 * import { losses } from "@gan-clinic/gan-clinic";
 * import { guidesAt } from "@gan-clinic/gan-clinic/figures";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(guidesAt(losses.bothSatisfied()).map(({ label }) => label), ["1.6265", "0.3133"]);
 * ```
 */
export function guidesAt({ dLoss, gLoss }: FixedPoint): Guide[] {
  return [
    { network: "D", value: dLoss, label: dLoss.toFixed(4) },
    { network: "G", value: gLoss, label: gLoss.toFixed(4) },
  ];
}
