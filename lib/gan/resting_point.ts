/**
 * Where a run's losses have come to rest.
 *
 * @module
 */
import { settlesAt } from "../trends/trends.ts";
import { balance, bothSatisfied, type FixedPoint, flatSigmoids } from "./losses/fixed_points.ts";

/** The points at which the course's cross entropies are known to rest. */
export const restingPoints = {
  bothSatisfied: bothSatisfied(),
  flatSigmoids: flatSigmoids(),
  balance: balance(),
} as const satisfies Record<string, FixedPoint>;

/** How near counts as there, in nats. */
const tolerance = 0.01;

/**
 * Finds the known point at which two losses rest.
 *
 * @param dLoss means of the D loss over windows of a run
 * @param gLoss the same of the G loss
 * @returns the point's name, or nothing where they rest at none
 */
export function restingPoint(
  dLoss: readonly number[],
  gLoss: readonly number[],
): keyof typeof restingPoints | undefined {
  const names = Object.keys(restingPoints) as (keyof typeof restingPoints)[];
  return names.find((name) =>
    settlesAt(dLoss, restingPoints[name].dLoss, tolerance).settled &&
    settlesAt(gLoss, restingPoints[name].gLoss, tolerance).settled
  );
}
