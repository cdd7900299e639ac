import * as tf from "@tensorflow/tfjs";
import type { Exam } from "./exam.ts";
import type { Network } from "./patient.ts";

/**
 * The gradient of a network's loss.
 *
 * @param exam the examination
 * @param network whose loss
 * @param variables by what
 * @param images on which real images
 * @returns the gradient by each variable; nothing where the loss does not depend on one
 */
export async function gradientsOf(
  exam: Exam,
  network: Network,
  variables: tf.Variable[],
  images = exam.real,
): Promise<Map<tf.Variable, Float32Array>> {
  const grads = tf.tidy(() => tf.variableGrads(() => exam.loss(network, images), variables).grads);
  const found = new Map<tf.Variable, Float32Array>();
  for (const variable of variables) {
    const gradient = grads[variable.name];
    if (gradient) found.set(variable, (await gradient.data<"float32">()).slice());
  }
  tf.dispose(grads);
  exam.state.restore();
  return found;
}
