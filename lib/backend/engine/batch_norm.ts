/**
 * Batch normalisation and its gradient.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { type Attributes, runKernel } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";
import { runRows } from "./elementwise.ts";
import { columnSums } from "./reduce.ts";
import { type Given, registerKernel } from "./registry.ts";
import { registerGradient } from "./replacements.ts";

/** Registers batch normalisation over the last axis, and its gradient with two column sums in place of ten passes. */
export function registerBatchNorm(backend: EngineBackend): void {
  registerKernel(backend, "FusedBatchNorm", ["x", "mean", "variance"], (inputs, attrs) => {
    return batchNorm(backend, inputs, attrs);
  });
  registerKernel(backend, "EngineCentredDot", ["dy", "x", "mean"], ({ dy, x, mean }) => {
    const w = x.shape.at(-1)!, a = backend.block(dy), o = backend.heap.alloc(w);
    const product = { b: backend.block(x).at, centre: backend.block(mean).at };
    columnSums(backend, a.at, o.at, a.values.length / w, w, 1, product);
    return backend.output([w], o);
  });
  registerGradient(backend, "FusedBatchNorm", (dy, saved, attrs) => {
    const [x, mean, variance, scale] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    if (!isPerChannel(x, mean, variance, scale) || x.size === 0) return undefined;
    const axes = x.shape.slice(0, -1).map((_, i) => i);
    const inverse = tf.rsqrt(tf.add(variance, attrs.varianceEpsilon));
    const factor = tf.mul(scale, inverse);
    const sum = tf.sum(dy, axes), dot = runKernel("EngineCentredDot", { dy, x, mean });
    return {
      x: () => tf.mul(dy, factor),
      mean: () => tf.neg(tf.mul(sum, factor)),
      variance: () => tf.mul(tf.mul(dot, factor), tf.mul(-0.5, tf.square(inverse))),
      scale: () => tf.mul(dot, inverse),
      offset: () => sum.clone(),
    };
  });
}

/** Whether these have one value for each channel of x, as far as they are there. */
function isPerChannel(x: tf.TensorInfo, ...others: (tf.TensorInfo | undefined)[]): boolean {
  return others.every((t) => !t || (t.shape.length === 1 && t.shape[0] === x.shape.at(-1)));
}

function batchNorm(
  backend: EngineBackend,
  { x, mean, variance, offset, scale }: Given<"x" | "mean" | "variance">,
  { varianceEpsilon }: Attributes,
): tf.TensorInfo | undefined {
  const w = x.shape.at(-1);
  if (!w || !isPerChannel(x, mean, variance, offset, scale)) return undefined;
  const { heap } = backend, from = backend.block(x), n = from.values.length;
  const factor = heap.alloc(w), shift = heap.alloc(w), o = heap.alloc(n);
  const spread = backend.block(variance).values, gamma = scale && backend.block(scale).values;
  for (let i = 0; i < w; i++) {
    factor.values[i] = (gamma ? gamma[i]! : 1) / Math.sqrt(spread[i]! + (varianceEpsilon ?? 0.001));
  }
  if (offset) shift.values.set(backend.block(offset).values);
  else shift.values.fill(0);
  const centre = backend.block(mean).at;
  runRows(backend, "normalize", n, [from.at, centre, factor.at, shift.at, o.at, n / w, w]);
  heap.free(factor);
  heap.free(shift);
  return backend.output(x.shape, o);
}
