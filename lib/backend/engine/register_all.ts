/**
 * Everything that the engine puts in tfjs's registries.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { registerActivationGradients, registerUnary } from "./activations.ts";
import { installAdam } from "./adam.ts";
import { registerArithmetic } from "./arithmetic.ts";
import type { EngineBackend } from "./backend.ts";
import { registerBatchNorm, registerBatchNormGradient } from "./batch_norm.ts";
import { registerConv2d } from "./conv2d.ts";
import { installFused } from "./fused.ts";
import { registerMatMul } from "./mat_mul.ts";
import { registerReductionGradients, registerReductions } from "./reduce.ts";
import { engineName } from "./register.ts";
import { installSigmoidCrossEntropy } from "./sigmoid_cross_entropy.ts";

/** Registers backend, kernels and gradients; returns how to restore what they replaced. */
export function registerAll(backend: EngineBackend): (() => void)[] {
  tf.registerBackend(engineName, () => backend, 4);
  // tfjs disposes of a backend only if it has been asked for once.
  tf.findBackend(engineName);
  tf.copyRegisteredKernels("cpu", engineName);
  registerArithmetic(backend);
  registerUnary(backend);
  registerMatMul(backend);
  registerConv2d(backend);
  registerReductions(backend);
  registerBatchNorm(backend);
  return [
    ...registerActivationGradients(),
    ...registerReductionGradients(),
    ...registerBatchNormGradient(),
    installAdam(backend),
    installFused(backend),
    installSigmoidCrossEntropy(backend),
  ];
}
