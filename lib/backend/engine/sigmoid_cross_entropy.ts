/**
 * The GAN's loss, sigmoid cross entropy, as one operation with one gradient.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { gradientDepth, runKernel } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";
import { engineName, registerKernel } from "./registry.ts";
import { addGradient, replaceFunction } from "./replacements.ts";

/** Larger losses are left to tfjs's own form, whose operations are SIMD kernels. */
const largest = 4096;

type Loss = typeof tf.losses.sigmoidCrossEntropy;

/**
 * Makes `tf.losses.sigmoidCrossEntropy` one kernel instead of nine for logits of a usual size.
 *
 * tfjs's own form serves weights, label smoothing, other reductions than the mean, other backends, and second
 * derivatives.
 */
export function installSigmoidCrossEntropy(backend: EngineBackend): void {
  registerKernel(backend, "EngineCrossEntropy", ["labels", "logits"], ({ labels, logits }) => {
    const z = backend.block(labels).values, x = backend.block(logits).values;
    const o = backend.heap.alloc(1);
    o.values[0] = meanLoss(z, x);
    return backend.output([], o);
  });
  registerKernel(
    backend,
    "EngineCrossEntropyGrad",
    ["dy", "labels", "logits"],
    ({ dy, labels, logits }) => {
      const z = backend.block(labels).values, x = backend.block(logits).values, n = x.length;
      const factor = backend.block(dy).values[0]! / n, o = backend.heap.alloc(n);
      for (let i = 0; i < n; i++) o.values[i] = factor * (1 / (1 + Math.exp(-x[i]!)) - z[i]!);
      return backend.output(logits.shape, o);
    },
  );
  addGradient(backend, {
    kernelName: "EngineCrossEntropy",
    inputsToSave: ["labels", "logits"],
    gradFunc: (dy, [labels, logits]) => ({
      labels: () => tf.mul(logits!, tf.neg(tf.div(dy as tf.Tensor, logits!.size))),
      logits: () => logitsGradient(dy as tf.Tensor, labels!, logits!),
    }),
  });
  const losses = tf.losses as { sigmoidCrossEntropy: Loss };
  replaceFunction(
    backend,
    losses,
    "sigmoidCrossEntropy",
    (original) => (labels, logits, weights, smoothing = 0, reduction) => {
      const usual = weights == null && smoothing === 0 &&
        [undefined, tf.Reduction.SUM_BY_NONZERO_WEIGHTS, tf.Reduction.MEAN].includes(reduction);
      // At depth 2 and more this loss is part of a gradient that will itself be differentiated.
      if (
        !usual || tf.getBackend() !== engineName || gradientDepth() > 1 || !fits(labels) ||
        !fits(logits) || !tf.util.arraysEqual(labels.shape, logits.shape)
      ) {
        return original(labels, logits, weights, smoothing, reduction);
      }
      return runKernel("EngineCrossEntropy", { labels, logits }) as never;
    },
  );
}

function fits(value: unknown): value is tf.Tensor {
  return value instanceof tf.Tensor && value.dtype === "float32" && value.size > 0 &&
    value.size <= largest;
}

/** max(x, 0) - x z + ln(1 + e^-|x|), which neither overflows nor loses small losses. */
function meanLoss(z: Float32Array, x: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const v = x[i]!;
    sum += Math.max(v, 0) - v * z[i]! + Math.log1p(Math.exp(-Math.abs(v)));
  }
  return sum / x.length;
}

function logitsGradient(dy: tf.Tensor, labels: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  if (tf.getBackend() === engineName && gradientDepth() === 0) {
    return runKernel("EngineCrossEntropyGrad", { dy, labels, logits });
  }
  return tf.mul(tf.sub(tf.sigmoid(logits), labels), tf.div(dy, logits.size));
}
