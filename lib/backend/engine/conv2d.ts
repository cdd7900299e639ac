/**
 * Convolutions as matrix products over image patches: forward, both gradients, and the transposed form.
 *
 * @module
 */

import type * as tf from "@tensorflow/tfjs";
import type { Attributes, Inputs } from "./_tfjs.ts";
import { activate } from "./activate.ts";
import type { EngineBackend } from "./backend.ts";
import { chunksOf, geometryOf, runConvolution } from "./convolution.ts";
import { allFloat, registerKernel } from "./register.ts";
import { sizeOf } from "./shapes.ts";

/** Registers Conv2D, its two gradients, and the fused form with bias and activation. */
export function registerConv2d(backend: EngineBackend): void {
  registerKernel(backend, "Conv2D", ({ x, filter }, attrs) => {
    return x && filter && allFloat(x, filter) ? convolve(backend, x, filter, attrs) : undefined;
  });
  registerKernel(backend, "FusedConv2D", (inputs, attrs) => fusedConvolve(backend, inputs, attrs));
  registerKernel(backend, "Conv2DBackpropInput", ({ dy, filter }, attrs) => {
    return dy && filter && allFloat(dy, filter)
      ? inputGradient(backend, dy, filter, attrs)
      : undefined;
  });
  registerKernel(backend, "Conv2DBackpropFilter", ({ x, dy }, attrs) => {
    return x && dy && allFloat(x, dy) ? filterGradient(backend, x, dy, attrs) : undefined;
  });
}

/** The convolution of x with the filter, plus a bias for each output channel; undefined leaves it to cpu. */
export function convolve(
  backend: EngineBackend,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  attrs: Attributes,
  bias?: tf.TensorInfo,
): tf.TensorInfo | undefined {
  const g = geometryOf(x.shape, filter.shape, attrs);
  if (!g) return undefined;
  const o = backend.heap.alloc(sizeOf(g.outShape));
  const row = bias && backend.block(bias);
  runConvolution(backend, "convolve", g, chunksOf(g, 8), [
    backend.block(x),
    backend.block(filter),
    o,
    row,
  ]);
  return backend.output(g.outShape, o);
}

function fusedConvolve(
  backend: EngineBackend,
  inputs: Inputs,
  attrs: Attributes,
): tf.TensorInfo | undefined {
  const { x, filter, bias, preluActivationWeights } = inputs;
  if (!x || !filter || preluActivationWeights || !allFloat(x, filter, bias)) return undefined;
  if (bias && sizeOf(bias.shape) !== filter.shape[3]) return undefined;
  const result = convolve(backend, x, filter, attrs, bias);
  return result && activate(backend, result, attrs.activation, attrs.leakyreluAlpha);
}

function inputGradient(
  backend: EngineBackend,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
  attrs: Attributes,
): tf.TensorInfo | undefined {
  const g = geometryOf(attrs.inputShape, filter.shape, attrs);
  if (!g) return undefined;
  const o = backend.heap.alloc(sizeOf(g.inShape));
  runConvolution(backend, "inputGradient", g, chunksOf(g, 8), [
    o,
    backend.block(filter),
    backend.block(dy),
  ]);
  return backend.output(g.inShape, o);
}

function filterGradient(
  backend: EngineBackend,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  attrs: Attributes,
): tf.TensorInfo | undefined {
  const g = geometryOf(x.shape, attrs.filterShape, attrs);
  if (!g) return undefined;
  const { heap, kernels } = backend, n = sizeOf(g.filterShape), chunks = chunksOf(g, 2);
  const o = heap.alloc(n), sums = chunks > 1 ? heap.alloc(chunks * n) : o;
  runConvolution(backend, "filterGradient", g, chunks, [backend.block(x), sums, backend.block(dy)]);
  if (sums !== o) {
    kernels.add(sums.at, sums.at + 4 * n, o.at, n);
    heap.free(sums);
  }
  return backend.output(g.filterShape, o);
}
