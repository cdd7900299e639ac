/** Where losses come to rest. */

/**
 * softplus(x) = ln(1 + e^x), the sigmoid cross entropy of logit `-x` under label 1.
 *
 * @param x any number
 * @returns ln(1 + e^x), without overflow
 */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** A pair of losses at which training can come to rest. */
export interface FixedPoint {
  /** The discriminator's loss. */
  dLoss: number;
  /** The generator's loss. */
  gLoss: number;
}

/**
 * Where the losses rest when every output is what {@link crossEntropy} takes for a logit: a constant
 * `real` on real images, a constant `fake` on fakes.
 *
 * @param real the output on every real image
 * @param fake the output on every fake
 * @returns both losses
 */
export function lossesAt(real: number, fake: number): FixedPoint {
  return { dLoss: softplus(-real) + softplus(fake), gLoss: softplus(-fake) };
}

/**
 * Both sides satisfied: with two discriminators the trained one says 1 to every real image, and the
 * generator makes its untrained twin say 1 to every fake. softplus(-1) + softplus(1), softplus(-1).
 *
 * @example
 * ```ts
 * import { losses } from "@gan-clinic/gan-clinic";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * assertAlmostEquals(losses.bothSatisfied().dLoss, 1.6265233750364456, 1e-12);
 * assertAlmostEquals(losses.bothSatisfied().gLoss, 0.31326168751822286, 1e-12);
 * ```
 *
 * @returns both losses
 */
export function bothSatisfied(): FixedPoint {
  return lossesAt(1, 1);
}

/**
 * Both sigmoids flat: the discriminator is right about everything (1 on real images, 0 on fakes) and
 * the sigmoid in front of the loss lets no gradient through. softplus(-1) + ln 2, ln 2.
 *
 * @returns both losses
 */
export function flatSigmoids(): FixedPoint {
  return lossesAt(1, 0);
}

/**
 * The balance of a healthy GAN in theory: the discriminator can no longer tell, every logit is 0.
 * 2 ln 2, ln 2 (Goodfellow et al. 2014, theorem 1).
 *
 * @returns both losses
 */
export function balance(): FixedPoint {
  return lossesAt(0, 0);
}

/**
 * The balance of the relativistic losses: the discriminator cannot tell which of a pair is the real one. ln 2 on both
 * sides.
 *
 * @returns both losses
 */
export function relativisticBalance(): FixedPoint {
  return { dLoss: Math.LN2, gLoss: Math.LN2 };
}
