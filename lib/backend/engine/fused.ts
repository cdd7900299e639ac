/**
 * The fused operations that `tf.layers` trains with, differentiated only as far as asked.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { type Attributes, gradientDepth, runKernel } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";
import { convolve } from "./conv2d.ts";
import { activationKernels } from "./fused_activation.ts";
import { matMul } from "./mat_mul.ts";
import { engineName, registerKernel } from "./registry.ts";
import { addGradient, replaceFunction } from "./replacements.ts";
import { sizeOf } from "./shapes.ts";

type FusedMatMul = typeof tf.fused.matMul;
type FusedConv2d = typeof tf.fused.conv2d;

/**
 * Makes `tf.fused.matMul` and `tf.fused.conv2d`, while a gradient is recording, one operation whose gradients are
 * computed one by one.
 *
 * tfjs's own form computes all of them, including those that nobody asked for: the gradient of a batch of images, or of
 * the weights of a network that another optimiser trains. What this form does not cover is left to tfjs's.
 */
export function installFused(backend: EngineBackend): void {
  registerDense(backend);
  registerConvolution(backend);
  const fused = tf.fused as { matMul: FusedMatMul; conv2d: FusedConv2d };
  replaceFunction(
    backend,
    fused,
    "matMul",
    (plain) => (options) => dense(options) ?? plain(options),
  );
  replaceFunction(
    backend,
    fused,
    "conv2d",
    (plain) => ((options) => convolution(options) ?? plain(options)) as FusedConv2d,
  );
}

/** Whether an activation has a gradient that tfjs or the engine registers. */
const isKnown = (activation: string) => activation === "linear" || activation in activationKernels;

function activated(x: tf.Tensor, activation: string, alpha: number): tf.Tensor {
  return activation === "linear" ? x : runKernel(activationKernels[activation]!, { x }, { alpha });
}

/** Whether these are float32 tensors of a rank, with a bias for each of the last one's columns. */
function covered(rank: number, a: unknown, b: unknown, bias: unknown): boolean {
  if (tf.getBackend() !== engineName || gradientDepth() === 0) return false;
  const tensors = [a, b, bias];
  if (!tensors.every((t) => t instanceof tf.Tensor && t.dtype === "float32" && t.size > 0)) {
    return false;
  }
  const [x, y, z] = tensors as tf.Tensor[];
  return x!.rank === rank && y!.rank === rank && z!.size === y!.shape.at(-1) &&
    z!.shape.at(-1) === z!.size;
}

function dense(options: Parameters<FusedMatMul>[0]): tf.Tensor | undefined {
  const { a, b, bias, transposeA, transposeB } = options;
  const { activation = "linear", leakyreluAlpha = 0.2 } = options;
  if (transposeA || transposeB || !isKnown(activation) || !covered(2, a, b, bias)) return undefined;
  const inputs = { a: a as tf.Tensor2D, b: b as tf.Tensor2D, bias: bias as tf.Tensor };
  if (inputs.a.shape[1] !== inputs.b.shape[0]) return undefined;
  const sum = runKernel("EngineDense", inputs, { biasShape: inputs.bias.shape });
  return activated(sum, activation, leakyreluAlpha);
}

function registerDense(backend: EngineBackend): void {
  registerKernel(backend, "EngineDense", ["a", "b"], ({ a, b, bias }) => {
    return matMul(backend, a, b, false, false, bias);
  });
  addGradient(backend, {
    kernelName: "EngineDense",
    inputsToSave: ["a", "b"],
    gradFunc: (dys, [a, b], attrs) => {
      const dy = dys as tf.Tensor2D;
      return {
        a: () => tf.matMul(dy, b as tf.Tensor2D, false, true),
        b: () => tf.matMul(a as tf.Tensor2D, dy, true, false),
        bias: () => biasGradient(dy, attrs as Attributes),
      };
    },
  });
}

function biasGradient(dy: tf.Tensor, { biasShape }: Attributes): tf.Tensor {
  return tf.reshape(tf.sum(dy, dy.shape.slice(0, -1).map((_, i) => i)), biasShape);
}

function convolution(options: Parameters<FusedConv2d>[0]): tf.Tensor | undefined {
  const { x, filter, bias, strides, pad, dilations, dataFormat = "NHWC", dimRoundingMode } =
    options;
  const { activation = "linear", leakyreluAlpha = 0.2 } = options;
  const dilated = [dilations ?? 1].flat().some((d) => d !== 1);
  if (dataFormat !== "NHWC" || dilated || !isKnown(activation) || !covered(4, x, filter, bias)) {
    return undefined;
  }
  const inputs = { x: x as tf.Tensor4D, filter: filter as tf.Tensor4D, bias: bias as tf.Tensor };
  // deno-fmt-ignore
  const out = tf.backend_util.computeConv2DInfo(
    inputs.x.shape, inputs.filter.shape, strides, 1, pad, dimRoundingMode,
  );
  if (inputs.x.shape[3] !== inputs.filter.shape[2] || sizeOf(out.outShape) === 0) return undefined;
  const attrs = { strides, pad, dataFormat, dimRoundingMode, biasShape: inputs.bias.shape };
  return activated(runKernel("EngineConvolution", inputs, attrs), activation, leakyreluAlpha);
}

function registerConvolution(backend: EngineBackend): void {
  registerKernel(backend, "EngineConvolution", ["x", "filter"], ({ x, filter, bias }, attrs) => {
    return convolve(backend, x, filter, attrs, bias);
  });
  addGradient(backend, {
    kernelName: "EngineConvolution",
    inputsToSave: ["x", "filter"],
    gradFunc: (dys, saved, attributes) => {
      const dy = dys as tf.Tensor, [x, filter] = saved as [tf.Tensor, tf.Tensor];
      const { biasShape: _, ...attrs } = attributes as Attributes;
      const forX = { ...attrs, inputShape: x.shape };
      const forFilter = { ...attrs, filterShape: filter.shape };
      return {
        x: () => runKernel("Conv2DBackpropInput", { dy, filter }, forX),
        filter: () => runKernel("Conv2DBackpropFilter", { x, dy }, forFilter),
        bias: () => biasGradient(dy, attributes as Attributes),
      };
    },
  });
}
