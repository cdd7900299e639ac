/**
 * Everything that the engine puts in tfjs's registries.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { registerActivations } from "./activations.ts";
import { installAdam } from "./adam.ts";
import { registerArithmetic } from "./arithmetic.ts";
import type { EngineBackend } from "./backend.ts";
import { registerBatchNorm } from "./batch_norm.ts";
import { registerConv2d } from "./conv2d.ts";
import { installFused } from "./fused.ts";
import { registerMatMul } from "./mat_mul.ts";
import { registerReductions } from "./reduce.ts";
import { engineName } from "./registry.ts";
import { installSigmoidCrossEntropy } from "./sigmoid_cross_entropy.ts";

const parts = [
  registerArithmetic,
  registerActivations,
  registerMatMul,
  registerConv2d,
  registerReductions,
  registerBatchNorm,
  installAdam,
  installFused,
  installSigmoidCrossEntropy,
];

/** Registers backend, kernels and gradients; disposing of the backend restores what they replaced. */
export function registerAll(backend: EngineBackend): void {
  tf.registerBackend(engineName, () => backend, 4);
  // tfjs disposes of a backend only if it has been asked for once.
  tf.findBackend(engineName);
  tf.copyRegisteredKernels("cpu", engineName);
  for (const register of parts) register(backend);
}
