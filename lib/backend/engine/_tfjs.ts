/**
 * The part of tfjs that its types hide and the engine needs, in one place: the cpu backend's data map, the
 * depth of nested gradients, and an optimiser's moments. Checked against tfjs 4.22.0, which is pinned.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";

/** What a kernel is given: tensors by name. */
export type Inputs = Record<string, tf.TensorInfo>;
/** The other arguments of a kernel, by name. */
// deno-lint-ignore no-explicit-any -- each kernel has its own attributes, which tfjs types as unknown.
export type Attributes = Record<string, any>;

/** How the cpu backend keeps one tensor's data. */
export interface TensorData {
  values: tf.backend_util.BackendValues;
  dtype: tf.DataType;
  refCount: number;
  complexTensorInfos?: { real: tf.TensorInfo; imag: tf.TensorInfo };
}

/** The gradients of an operation: for each input, how to compute its gradient. */
export type Gradients = Record<string, () => tf.Tensor>;

/** How many gradient computations are recording now: 0 in a plain forward or backward pass. */
export function gradientDepth(): number {
  const { state } = tf.engine() as unknown as { state: { gradientDepth: number } };
  return state.gradientDepth;
}

/** Runs a kernel by its name, the engine's own included. */
export function runKernel(name: string, inputs: Inputs, attrs: Attributes = {}): tf.Tensor {
  return tf.engine().runKernel(
    name,
    inputs as unknown as tf.NamedTensorMap,
    attrs as tf.NamedAttrMap,
  ) as tf.Tensor;
}

/** The private parts of `tf.AdamOptimizer` that one step reads and writes. */
export interface AdamState {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  accBeta1: tf.Variable;
  accBeta2: tf.Variable;
  accumulatedFirstMoment: Moment[];
  accumulatedSecondMoment: Moment[];
  incrementIterations(): void;
}

/** A moment of one weight, as Adam keeps it. */
export interface Moment {
  originalName: string;
  variable: tf.Variable;
}

/** What `Optimizer.applyGradients` takes: gradients by variable name, or a list of them. */
export type VariableGradients = { [name: string]: tf.Tensor } | {
  name: string;
  tensor: tf.Tensor;
}[];

/** The class behind `tf.train.adam`, whose step the engine does in one pass. */
export const adamPrototype = tf.AdamOptimizer.prototype as unknown as {
  applyGradients(this: AdamState, gradients: VariableGradients): void;
};
