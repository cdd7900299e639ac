import type * as tf from "@tensorflow/tfjs";
import type { Exam } from "./exam.ts";
import { difference } from "./numbers.ts";

/**
 * How far variables are from where they were when the patient came.
 *
 * @param exam the examination
 * @param variables where to look
 * @returns the changes of those that changed
 */
export async function changesOf(
  exam: Exam,
  variables: Iterable<tf.Variable>,
): Promise<Map<tf.Variable, Float32Array>> {
  const changes = new Map<tf.Variable, Float32Array>();
  for (const variable of variables) {
    const before = exam.state.valueOf(variable);
    if (!before || variable.isDisposed) continue;
    const change = difference(await variable.data(), before);
    if (change.some((value) => value !== 0)) changes.set(variable, change);
  }
  return changes;
}
