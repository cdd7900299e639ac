/**
 * The activation at the end of a fused operation.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import type { EngineBackend } from "./backend.ts";
import { engineName } from "./register.ts";

const kernels: Record<string, string> = {
  relu: "Relu",
  relu6: "Relu6",
  elu: "Elu",
  sigmoid: "Sigmoid",
  leakyrelu: "LeakyRelu",
};

/**
 * Applies an activation to an operation's result, whose memory is given back.
 *
 * @throws {Error} If there is no such activation.
 */
export function activate(
  backend: EngineBackend,
  result: tf.TensorInfo,
  activation: string | undefined,
  alpha: number,
): tf.TensorInfo {
  if (!activation || activation === "linear") return result;
  const kernel = tf.getKernel(kernels[activation] ?? activation, engineName);
  if (!kernel) {
    throw new Error(`Cannot apply the fused activation ${activation}: tfjs has no such kernel`);
  }
  try {
    const inputs = { x: result };
    return kernel.kernelFunc({ inputs, attrs: { alpha }, backend }) as tf.TensorInfo;
  } finally {
    backend.disposeData(result.dataId);
  }
}
