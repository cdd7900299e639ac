/** The zero-centred gradient penalty (Mescheder, Geiger and Nowozin 2018). */
import * as tf from "@tensorflow/tfjs";

/** What a discriminator said, and how steep it is there. */
export interface Steepness {
  /** Its outputs, [n, 1]. */
  outputs: tf.Tensor;
  /** The mean over the batch of the squared length of dD/dx, for each image x. */
  steepness: tf.Scalar;
}

/**
 * Judges images and measures how steep the discriminator is at each of them: R1 on real images, R2 on fakes, both up
 * to the factor gamma / 2. A discriminator whose steepness costs can be no cliff, and at the balance it is flat.
 *
 * A loss that contains the steepness differentiates a gradient: see `repairSecondOrder`.
 *
 * @param discriminator from images [n, size] to outputs [n, 1], each image's by itself
 * @param images [n, size]
 * @returns the outputs, and the mean squared length of their gradients
 *
 * @example The steepness of D(x, y) = 3 x + 4 y is 25 everywhere
 * ```ts
 * import { losses } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 *
 * const D = (x: tf.Tensor) => tf.matMul(x as tf.Tensor2D, tf.tensor2d([[3], [4]]));
 * const { outputs, steepness } = losses.measureSteepness(D, tf.tensor2d([[1, 0], [1, 1]]));
 * assertEquals([...outputs.dataSync()], [3, 7]);
 * assertEquals(steepness.dataSync()[0], 25);
 * ```
 */
export function measureSteepness(
  discriminator: (images: tf.Tensor) => tf.Tensor,
  images: tf.Tensor2D,
): Steepness {
  const ones = tf.ones([images.shape[0], 1]);
  const { value, grad } = tf.valueAndGrad(discriminator)(images, ones);
  return { outputs: value, steepness: tf.mean(tf.sum(tf.square(grad), 1)) };
}
