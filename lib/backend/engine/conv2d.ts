/**
 * Convolutions as matrix products over image patches: forward, both gradients, and the transposed form.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import type { Attributes, Inputs } from "./_tfjs.ts";
import { activate } from "./activate.ts";
import type { EngineBackend } from "./backend.ts";
import type { Block } from "./heap.ts";
import { convolutionArguments } from "./convolution_jobs.ts";
import { allFloat, registerKernel } from "./register.ts";
import { sizeOf } from "./shapes.ts";

/** Floats of patches to unfold at once: they shall stay in a core's cache until BLAS has read them. */
const patchFloats = 160_000;

type Shape4 = [number, number, number, number];

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

type Geometry = tf.backend_util.Conv2DInfo;

/** The geometry of a convolution, or undefined when it is left to the cpu backend. */
function geometryOf(
  inShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dilations = 1, dimRoundingMode, dataFormat }: Attributes,
): Geometry | undefined {
  if (dataFormat && dataFormat !== "NHWC") return undefined;
  const geometry = tf.backend_util.computeConv2DInfo(
    ...[
      inShape as Shape4,
      filterShape as Shape4,
      strides,
      dilations,
      pad,
      dimRoundingMode,
      false,
    ] as const,
    "channelsLast",
  );
  const dilated = geometry.dilationHeight > 1 || geometry.dilationWidth > 1;
  const empty = sizeOf(inShape) === 0 || sizeOf(filterShape) === 0 ||
    sizeOf(geometry.outShape) === 0;
  return dilated || empty ? undefined : geometry;
}

/** Runs one of the convolution jobs, with scratch memory for each thread. */
function runConvolution(
  backend: EngineBackend,
  job: string,
  g: Geometry,
  chunks: number,
  [x, filter, y, bias]: [Block, Block, Block, Block?],
): void {
  const patch = g.filterHeight * g.filterWidth * g.inChannels, positions = g.outHeight * g.outWidth;
  const step = Math.max(1, Math.min(g.batchSize, Math.floor(patchFloats / (patch * positions))));
  const cols = backend.heap.alloc(backend.team.threads * step * positions * patch);
  const args = convolutionArguments({
    ...{ x: x.at, filter: filter.at, y: y.at, cols: cols.at, step, images: g.batchSize },
    ...{ patch, positions, outChannels: g.outChannels, bias: bias?.at ?? 0 },
  }, [
    ...[
      g.inHeight,
      g.inWidth,
      g.inChannels,
      g.filterHeight,
      g.filterWidth,
      g.outHeight,
      g.outWidth,
    ],
    ...[g.strideHeight, g.strideWidth, g.padInfo.top, g.padInfo.left],
  ]);
  backend.team.run(job, args, chunks);
  backend.heap.free(cols);
}

/** Chunks of images: some for each thread, and none empty. */
function chunksOf(backend: EngineBackend, g: Geometry, most: number): number {
  return backend.team.threads === 1 ? 1 : Math.min(most, g.batchSize);
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
  runConvolution(backend, "convolve", g, chunksOf(backend, g, 8), [
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
  runConvolution(backend, "inputGradient", g, chunksOf(backend, g, 8), [
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
  const { heap, kernels } = backend, n = sizeOf(g.filterShape), chunks = chunksOf(backend, g, 2);
  const o = heap.alloc(n), sums = chunks > 1 ? heap.alloc(chunks * n) : o;
  runConvolution(backend, "filterGradient", g, chunks, [backend.block(x), sums, backend.block(dy)]);
  if (sums !== o) {
    kernels.add(sums.at, sums.at + 4 * n, o.at, n);
    heap.free(sums);
  }
  return backend.output(g.filterShape, o);
}
