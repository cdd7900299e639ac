import * as tf from "@tensorflow/tfjs";
import { trainableOf } from "./anatomy.ts";
import { withSameDice } from "./dice.ts";
import type { Exam } from "./exam.ts";
import type { Network } from "../patient.ts";

/** The gradient by each variable; nothing where the loss does not depend on one. */
export type Gradients = Map<tf.Variable, Float32Array>;

/**
 * The gradient of a network's loss by its own trainable weights.
 *
 * @param exam the examination
 * @param network whose loss
 * @returns the gradient, the same each time
 */
export function gradientsOf(exam: Exam, network: Network): Promise<Gradients> {
  return exam.once(`gradients ${network}`, () => gradientsOn(exam, network, exam.real));
}

/**
 * The same for other real images, or while other weights are in place.
 *
 * @param exam the examination
 * @param network whose loss
 * @param images the real images
 * @returns the gradient
 */
export async function gradientsOn(
  exam: Exam,
  network: Network,
  images: tf.Tensor,
): Promise<Gradients> {
  const own = await trainableOf(exam, network), found: Gradients = new Map();
  if (own.length === 0) return found;
  const loss = () => exam.loss(network, exam.pass(images));
  const grads = await exam.trial(() =>
    withSameDice(() => tf.tidy(() => tf.variableGrads(loss, own).grads))
  );
  for (const variable of own) {
    const gradient = grads[variable.name];
    if (gradient) found.set(variable, (await gradient.data<"float32">()).slice());
  }
  tf.dispose(grads);
  return found;
}
