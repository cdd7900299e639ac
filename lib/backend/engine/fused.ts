/**
 * The fused operations that `tf.layers` trains with, differentiated only as far as asked.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { type Attributes, gradientDepth, type Gradients, runKernel } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";
import { convolve } from "./conv2d.ts";
import { matMul } from "./mat_mul.ts";
import { engineName, registerKernel } from "./register.ts";
import { sizeOf } from "./shapes.ts";

type FusedMatMul = typeof tf.fused.matMul;
type FusedConv2d = typeof tf.fused.conv2d;
type Shape4 = [number, number, number, number];

/**
 * Makes `tf.fused.matMul` and `tf.fused.conv2d`, while a gradient is recording, one operation whose gradients are
 * computed one by one.
 *
 * tfjs's own form computes all of them, also those that nobody asked for: the gradient of a batch of images, or of
 * the weights of a network that another optimiser trains. What this form does not cover is left to tfjs's.
 *
 * @returns A function that puts tfjs's own forms back.
 */
export function installFused(backend: EngineBackend): () => void {
  registerDense(backend);
  registerConvolution(backend);
  const fused = tf.fused as { matMul: FusedMatMul; conv2d: FusedConv2d };
  const { matMul: plainMatMul, conv2d: plainConv2d } = fused;
  const matMul: FusedMatMul = (options) => dense(options) ?? plainMatMul(options);
  const conv2d = ((options) => convolution(options) ?? plainConv2d(options)) as FusedConv2d;
  Object.assign(fused, { matMul, conv2d });
  return () => {
    if (fused.matMul === matMul) fused.matMul = plainMatMul;
    if (fused.conv2d === conv2d) fused.conv2d = plainConv2d;
    tf.unregisterGradient("EngineDense");
    tf.unregisterGradient("EngineConvolution");
  };
}

/** The activations that may follow; each is tfjs's own operation. */
const activations: Record<string, (x: tf.Tensor, alpha: number) => tf.Tensor> = {
  linear: (x) => x,
  relu: (x) => tf.relu(x),
  relu6: (x) => tf.relu6(x),
  elu: (x) => tf.elu(x),
  sigmoid: (x) => tf.sigmoid(x),
  leakyrelu: (x, alpha) => tf.leakyRelu(x, alpha),
};

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
  const { a, b, bias, transposeA, transposeB, activation = "linear", leakyreluAlpha = 0.2 } =
    options;
  const activate = activations[activation];
  if (transposeA || transposeB || !activate || !covered(2, a, b, bias)) return undefined;
  const inputs = { a: a as tf.Tensor2D, b: b as tf.Tensor2D, bias: bias as tf.Tensor };
  if (inputs.a.shape[1] !== inputs.b.shape[0]) return undefined;
  return activate(
    runKernel("EngineDense", inputs, { biasShape: inputs.bias.shape }),
    leakyreluAlpha,
  );
}

function registerDense(backend: EngineBackend): void {
  registerKernel(
    backend,
    "EngineDense",
    ({ a, b, bias }) => matMul(backend, a!, b!, false, false, bias),
  );
  tf.registerGradient({
    kernelName: "EngineDense",
    inputsToSave: ["a", "b"],
    gradFunc: (dys, [a, b], attrs): Gradients => {
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
  const { activation = "linear", leakyreluAlpha = 0.2 } = options,
    activate = activations[activation];
  const dilated = dilations !== undefined && dilations !== null &&
    [dilations].flat().some((d) => d !== 1);
  if (dataFormat !== "NHWC" || dilated || !activate || !covered(4, x, filter, bias)) {
    return undefined;
  }
  const inputs = { x: x as tf.Tensor4D, filter: filter as tf.Tensor4D, bias: bias as tf.Tensor };
  // deno-fmt-ignore
  const out = tf.backend_util.computeConv2DInfo(
    inputs.x.shape, inputs.filter.shape, strides, 1, pad, dimRoundingMode,
  );
  if (inputs.x.shape[3] !== inputs.filter.shape[2] || sizeOf(out.outShape) === 0) return undefined;
  const attrs = { strides, pad, dataFormat, dimRoundingMode, biasShape: inputs.bias.shape };
  return activate(runKernel("EngineConvolution", inputs, attrs), leakyreluAlpha);
}

function registerConvolution(backend: EngineBackend): void {
  registerKernel(
    backend,
    "EngineConvolution",
    ({ x, filter, bias }, attrs) => convolve(backend, x!, filter!, attrs, bias),
  );
  tf.registerGradient({
    kernelName: "EngineConvolution",
    inputsToSave: ["x", "filter"],
    gradFunc: (dys, [x, filter], attributes): Gradients => {
      const dy = dys as tf.Tensor4D, { biasShape: _, ...attrs } = attributes as Attributes;
      const inputShape = x!.shape as Shape4, filterShape = filter!.shape as Shape4;
      return {
        x: () =>
          runKernel("Conv2DBackpropInput", { dy, filter: filter! }, { ...attrs, inputShape }),
        filter: () => runKernel("Conv2DBackpropFilter", { x: x!, dy }, { ...attrs, filterShape }),
        bias: () => biasGradient(dy, attributes as Attributes),
      };
    },
  });
}
