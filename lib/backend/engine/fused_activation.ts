/**
 * The activations that may end a fused operation.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import type { Attributes } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";
import { engineName, type Given, registerKernel } from "./registry.ts";

/** The kernels of the activations that a fused operation has gradients for, by tfjs's names for them there. */
export const activationKernels: Readonly<Record<string, string>> = {
  relu: "Relu",
  relu6: "Relu6",
  elu: "Elu",
  sigmoid: "Sigmoid",
  leakyrelu: "LeakyRelu",
};

/**
 * Registers a fused operation: a product, and the activation that its attributes name.
 *
 * @param backend the engine
 * @param kernelName the kernel's name in tfjs
 * @param needed the inputs without which it declines
 * @param product computes what the activation is applied to, or returns undefined to decline
 */
export function registerFused<Needed extends string>(
  backend: EngineBackend,
  kernelName: string,
  needed: readonly Needed[],
  product: (inputs: Given<Needed>, attrs: Attributes) => tf.TensorInfo | undefined,
): void {
  registerKernel(backend, kernelName, needed, (inputs, attrs) => {
    const result = inputs.preluActivationWeights ? undefined : product(inputs, attrs);
    const { activation, leakyreluAlpha: alpha } = attrs;
    if (!result || !activation || activation === "linear") return result;
    const kernel = tf.getKernel(activationKernels[activation] ?? activation, engineName);
    if (!kernel) {
      throw new Error(`Cannot apply the fused activation ${activation}: tfjs has no such kernel`);
    }
    try {
      return kernel.kernelFunc({
        inputs: { x: result },
        attrs: { alpha },
        backend,
      }) as tf.TensorInfo;
    } finally {
      backend.disposeData(result.dataId);
    }
  });
}
