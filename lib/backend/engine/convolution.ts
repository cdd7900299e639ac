/**
 * The geometry of a convolution, and how its jobs are run.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import type { Attributes } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";
import type { ConvolutionArguments } from "./convolution_jobs.ts";
import type { Block } from "./heap.ts";
import { sizeOf } from "./shapes.ts";

/** Floats of patches to unfold at once: they should stay in a core's cache until BLAS has read them. */
const patchFloats = 160_000;

type Shape4 = [number, number, number, number];
type Geometry = tf.backend_util.Conv2DInfo;

/** The geometry of a convolution, or undefined when it is left to the cpu backend. */
export function geometryOf(
  inShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dilations = 1, dimRoundingMode, dataFormat }: Attributes,
): Geometry | undefined {
  if (dataFormat && dataFormat !== "NHWC") return undefined;
  // deno-fmt-ignore
  const geometry = tf.backend_util.computeConv2DInfo(
    inShape as Shape4, filterShape as Shape4, strides, dilations, pad, dimRoundingMode, false, "channelsLast",
  );
  const dilated = geometry.dilationHeight > 1 || geometry.dilationWidth > 1;
  const empty = [inShape, filterShape, geometry.outShape].some((shape) => sizeOf(shape) === 0);
  return dilated || empty ? undefined : geometry;
}

/** Chunks of images, none empty: as many for one thread as for several, so that the bits are the same. */
export function imageChunks(g: Geometry, limit: number): number {
  return Math.min(limit, g.batchSize);
}

/**
 * Runs one of the convolution jobs, with scratch memory for each thread.
 *
 * @throws {Error} when the heap is full, or the worker failed
 */
export function runConvolution(
  backend: EngineBackend,
  job: "convolve" | "filterGradient" | "inputGradient",
  g: Geometry,
  chunks: number,
  { x, filter, y, bias }: Record<"x" | "filter" | "y", Block> & { bias?: Block },
): void {
  const { team, heap } = backend, { batchSize, outChannels } = g;
  const patch = g.filterHeight * g.filterWidth * g.inChannels, positions = g.outHeight * g.outWidth;
  const step = Math.max(1, Math.min(batchSize, Math.floor(patchFloats / (patch * positions))));
  const cols = heap.alloc(team.threads * step * positions * patch);
  // deno-fmt-ignore
  const args: ConvolutionArguments = [
    x.at, filter.at, y.at, cols.at, bias?.at ?? 0, step, batchSize, patch, positions, outChannels,
    g.inHeight, g.inWidth, g.inChannels, g.filterHeight, g.filterWidth, g.outHeight, g.outWidth,
    g.strideHeight, g.strideWidth, g.padInfo.top, g.padInfo.left,
  ];
  team.run(job, args, chunks);
  heap.free(cols);
}
