/** The question's losses. */
import * as tf from "@tensorflow/tfjs";

/**
 * Mean sigmoid cross entropy of what a discriminator puts out, read as *logits*, under one label for all.
 *
 * @param outputs what the discriminator put out, any shape
 * @param label 1 for "real", 0 for "fake"
 * @returns a scalar, in nats
 */
export function crossEntropy(outputs: tf.Tensor, label: 0 | 1): tf.Scalar {
  return tf.losses.sigmoidCrossEntropy(tf.fill(outputs.shape, label), outputs);
}

/**
 * The discriminator's loss: real images should be called real, fakes fake (Goodfellow et al. 2014).
 *
 * @param real outputs on real images
 * @param fake outputs on fakes
 * @returns a scalar, the sum of both parts
 */
export function discriminatorLoss(real: tf.Tensor, fake: tf.Tensor): tf.Scalar {
  return tf.add(crossEntropy(real, 1), crossEntropy(fake, 0));
}

/**
 * The non-saturating generator loss: fakes should be called real (Goodfellow et al. 2014, section 3).
 *
 * @param fake outputs on fakes
 * @returns a scalar
 */
export function generatorLoss(fake: tf.Tensor): tf.Scalar {
  return crossEntropy(fake, 1);
}
