/**
 * Right gradients of gradients, on every backend.
 *
 * A gradient penalty differentiates a gradient. tfjs 4.22 then throws (relu, leakyRelu, maximum) or
 * gives a wrong number without a word (tanh, sigmoid, exp, elu, softmax, and so
 * `tf.losses.sigmoidCrossEntropy`: tensorflow/tfjs issue 3252). Two causes, two repairs: a tape in
 * the wrong order, and kernels without a gradient. First-order gradients keep every bit.
 *
 * @module
 */
import { registerMissingGradients } from "./missing_gradients.ts";
import { repairTapeOrder } from "./tape_order.ts";

let done = false;

/**
 * Makes tfjs differentiate gradients rightly, whichever backend runs.
 *
 * {@link useBackend} calls this. Two operations stay as they are: `maxPool`, whose second order
 * throws, and `tf.losses.softmaxCrossEntropy`, whose own gradient treats the softmax as a constant.
 *
 * @example The second derivative of tanh
 * ```ts
 * import { repairSecondOrder } from "@gan-clinic/gan-clinic/backend";
 * import * as tf from "@tensorflow/tfjs";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * repairSecondOrder();
 * const slope = tf.grad((x) => tf.tanh(x));
 * const curvature = tf.grad((x) => slope(x))(tf.scalar(0.5)).dataSync()[0]!;
 * assertAlmostEquals(curvature, -2 * Math.tanh(0.5) * (1 - Math.tanh(0.5) ** 2), 1e-6);
 * ```
 */
export function repairSecondOrder(): void {
  if (done) return;
  done = true;
  repairTapeOrder();
  registerMissingGradients();
}
