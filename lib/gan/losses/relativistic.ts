/** The relativistic pairing losses (Jolicoeur-Martineau 2018; Huang et al. 2024). */
import * as tf from "@tensorflow/tfjs";
import { crossEntropy } from "./non_saturating.ts";

/**
 * The discriminator's loss: of each pair, the real image should look more real than the fake. The mean of
 * softplus(-(D(real) - D(fake))), pair by pair.
 *
 * @param real outputs on real images, [n, 1]
 * @param fake outputs on as many fakes, each paired with the real image of its index
 * @returns a scalar
 */
export function relativisticDiscriminatorLoss(real: tf.Tensor, fake: tf.Tensor): tf.Scalar {
  return crossEntropy(tf.sub(real, fake), 1);
}

/**
 * The generator's loss: of each pair, the fake should look more real than the real image. The mean of
 * softplus(-(D(fake) - D(real))), pair by pair: a fake cannot please by being better than *some* real image, so that
 * dropping modes does not pay.
 *
 * @param fake outputs on fakes, [n, 1]
 * @param real outputs on as many real images, each paired with the fake of its index
 * @returns a scalar
 */
export function relativisticGeneratorLoss(fake: tf.Tensor, real: tf.Tensor): tf.Scalar {
  return crossEntropy(tf.sub(fake, real), 1);
}
