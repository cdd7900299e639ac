/**
 * Convolutions as matrix products over image patches: forward, both gradients, and the transposed form.
 *
 * @module
 */

import type * as tf from "@tensorflow/tfjs";
import type { Attributes } from "./_tfjs.ts";
import { registerFused } from "./fused_activation.ts";
import type { EngineBackend } from "./backend.ts";
import { geometryOf, imageChunks, runConvolution } from "./convolution.ts";
import { registerKernel } from "./registry.ts";
import { sizeOf } from "./shapes.ts";

/** Registers Conv2D, its two gradients, and the fused form with bias and activation. */
export function registerConv2d(backend: EngineBackend): void {
  registerKernel(backend, "Conv2D", ["x", "filter"], ({ x, filter }, attrs) => {
    return convolve(backend, x, filter, attrs);
  });
  registerFused(backend, "FusedConv2D", ["x", "filter"], ({ x, filter, bias }, attrs) => {
    if (bias && sizeOf(bias.shape) !== filter.shape[3]) return undefined;
    return convolve(backend, x, filter, attrs, bias);
  });
  registerKernel(backend, "Conv2DBackpropInput", ["dy", "filter"], ({ dy, filter }, attrs) => {
    return inputGradient(backend, dy, filter, attrs);
  });
  registerKernel(backend, "Conv2DBackpropFilter", ["x", "dy"], ({ x, dy }, attrs) => {
    return filterGradient(backend, x, dy, attrs);
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
  const blocks = {
    x: backend.block(x),
    filter: backend.block(filter),
    y: backend.heap.alloc(sizeOf(g.outShape)),
    bias: bias && backend.block(bias),
  };
  runConvolution(backend, "convolve", g, imageChunks(g, 8), blocks);
  return backend.output(g.outShape, blocks.y);
}

function inputGradient(
  backend: EngineBackend,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
  attrs: Attributes,
): tf.TensorInfo | undefined {
  const g = geometryOf(attrs.inputShape, filter.shape, attrs);
  if (!g) return undefined;
  const x = backend.heap.alloc(sizeOf(g.inShape));
  const blocks = { x, filter: backend.block(filter), y: backend.block(dy) };
  runConvolution(backend, "inputGradient", g, imageChunks(g, 8), blocks);
  return backend.output(g.inShape, x);
}

function filterGradient(
  backend: EngineBackend,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  attrs: Attributes,
): tf.TensorInfo | undefined {
  const g = geometryOf(x.shape, attrs.filterShape, attrs);
  if (!g) return undefined;
  const { heap, kernels } = backend, n = sizeOf(g.filterShape), chunks = imageChunks(g, 2);
  const o = heap.alloc(n), sums = chunks > 1 ? heap.alloc(chunks * n) : o;
  const blocks = { x: backend.block(x), filter: sums, y: backend.block(dy) };
  runConvolution(backend, "filterGradient", g, chunks, blocks);
  if (sums !== o) {
    kernels.add(sums.at, sums.at + 4 * n, o.at, n);
    heap.free(sums);
  }
  return backend.output(g.filterShape, o);
}
