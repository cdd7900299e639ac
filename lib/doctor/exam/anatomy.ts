/**
 * Which variables belong to which network: seen from what its function reads.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import type { Exam } from "./exam.ts";
import { lookAt, type Part } from "./look.ts";
import type { Network } from "../patient.ts";
import { assign } from "./state.ts";

/** All variables that some network reads. */
export async function allRead(exam: Exam): Promise<Set<tf.Variable>> {
  const { traces } = await lookAt(exam);
  return new Set(Object.values(traces).flatMap(({ read }) => [...read]));
}

/** The weights of a network or of one of its functions: what it reads, without running means and the like. */
export async function weightsOf(exam: Exam, of: Network | Part): Promise<tf.Variable[]> {
  const part = of === "G" ? "generate" : of === "D" ? "judgeReal" : of;
  const { traces, ownState } = await lookAt(exam);
  const weights = [...traces[part].read].filter((v) => v.dtype === "float32" && !ownState.has(v));
  const trainable = weights.filter((v) => v.trainable);
  return trainable.length ? trainable : weights;
}

/** Those weights of a network that a step may change. */
export async function trainableOf(exam: Exam, network: Network): Promise<tf.Variable[]> {
  return (await weightsOf(exam, network)).filter((v) => v.trainable);
}

/** Does something with other weights, then puts them back. */
export async function withWeights<T>(
  exam: Exam,
  variables: readonly tf.Variable[],
  change: (values: Float32Array, variable: tf.Variable, index: number) => Float32Array,
  work: () => Promise<T>,
): Promise<T> {
  variables.forEach((variable, i) =>
    assign(variable, change(exam.state.valueOf(variable) as Float32Array, variable, i))
  );
  try {
    return await work();
  } finally {
    exam.state.restore(new Set([...variables, ...(await lookAt(exam)).ownState]));
  }
}
