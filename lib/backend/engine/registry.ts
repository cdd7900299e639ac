/**
 * How the engine's kernels take their places in tfjs's registry.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import type { Attributes } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";

/** The name under which the engine is registered with tfjs. */
export const engineName = "engine";

/** The tensors that a kernel is given: those that it needs are there, others may be. */
export type Given<Needed extends string> =
  & Record<Needed, tf.TensorInfo>
  & Partial<Record<string, tf.TensorInfo>>;

/**
 * Puts a kernel before the cpu backend's kernel of the same name, which serves what it declines. A kernel that
 * only the engine has cannot leave its inputs to another, and is given them all.
 *
 * @param backend the engine
 * @param kernelName the kernel's name in tfjs
 * @param needed the inputs without which it declines
 * @param kernel computes the output, or returns undefined to decline
 * @param dtypes the types of tensors that it takes
 */
export function registerKernel<Needed extends string>(
  backend: EngineBackend,
  kernelName: string,
  needed: readonly Needed[],
  kernel: (inputs: Given<Needed>, attrs: Attributes) => tf.TensorInfo | undefined,
  dtypes: readonly tf.DataType[] = ["float32"],
): void {
  const base = tf.getKernel(kernelName, "cpu");
  const fits = (inputs: tf.NamedTensorInfoMap) =>
    needed.every((name) => inputs[name]) &&
    Object.values(inputs).every((tensor) => !tensor || dtypes.includes(tensor.dtype));
  if (tf.getKernel(kernelName, engineName)) tf.unregisterKernel(kernelName, engineName);
  tf.registerKernel({
    kernelName,
    backendName: engineName,
    kernelFunc: ({ inputs, attrs }) => {
      const output = base && !fits(inputs)
        ? undefined
        : attempt(backend, () => kernel(inputs as Given<Needed>, attrs as Attributes));
      if (output) return output;
      if (!base) {
        throw new Error(`Cannot run ${kernelName}: the engine has no kernel for these inputs`);
      }
      return base.kernelFunc({ inputs, attrs, backend });
    },
  });
}

/** Runs a kernel, and gives its memory back when it throws. */
function attempt(
  { heap, team }: EngineBackend,
  kernel: () => tf.TensorInfo | undefined,
): tf.TensorInfo | undefined {
  try {
    return kernel();
  } catch (error) {
    // The worker of a broken team may still write to it.
    if (!team.broken) heap.freeLoose();
    throw error;
  }
}
