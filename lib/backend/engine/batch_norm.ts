/**
 * Batch normalisation and its gradient.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { type Attributes, type Inputs, runKernel } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";
import { runRows } from "./elementwise.ts";
import { columnSums } from "./reduce.ts";
import { allFloat, registerGradient, registerKernel } from "./register.ts";

/** Registers batch normalisation over the last axis, and the sum that its gradient needs. */
export function registerBatchNorm(backend: EngineBackend): void {
  registerKernel(backend, "FusedBatchNorm", (inputs, attrs) => batchNorm(backend, inputs, attrs));
  registerKernel(backend, "EngineCentredDot", ({ dy, x, mean }) => {
    const w = x!.shape.at(-1)!, a = backend.block(dy!), o = backend.heap.alloc(w);
    const product = { b: backend.block(x!).at, centre: backend.block(mean!).at };
    columnSums(backend, a.at, o.at, a.values.length / w, w, 1, product);
    return backend.output([w], o);
  });
}

function batchNorm(
  backend: EngineBackend,
  { x, mean, variance, offset, scale }: Inputs,
  { varianceEpsilon }: Attributes,
): tf.TensorInfo | undefined {
  const w = x?.shape.at(-1);
  if (!x || !mean || !variance || !w || !allFloat(x, mean, variance, offset, scale)) {
    return undefined;
  }
  const perChannel = [mean, variance, offset, scale].every((t) =>
    !t || (t.shape.length === 1 && t.shape[0] === w)
  );
  if (!perChannel) return undefined;
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

/** Registers the gradient with two column sums in place of ten passes. */
export function registerBatchNormGradient(): (() => void)[] {
  return [
    registerGradient("FusedBatchNorm", {}, (dy, { inputs, attrs }) => {
      const { x, mean, variance, scale } = inputs;
      const w = x?.shape.at(-1);
      if (!x || !mean || !variance || !scale || !allFloat(x, mean, variance, scale, dy)) {
        return undefined;
      }
      if (![mean, variance, scale].every((t) => t.rank === 1 && t.shape[0] === w) || x.size === 0) {
        return undefined;
      }
      const axes = x.shape.slice(0, -1).map((_, i) => i);
      const inverse = tf.rsqrt(tf.add(variance, attrs.varianceEpsilon)),
        factor = tf.mul(scale, inverse);
      const sum = tf.sum(dy, axes), dot = runKernel("EngineCentredDot", { dy, x, mean });
      return {
        x: () => tf.mul(dy, factor),
        mean: () => tf.neg(tf.mul(sum, factor)),
        variance: () => tf.mul(tf.mul(dot, factor), tf.mul(-0.5, tf.square(inverse))),
        scale: () => tf.mul(dot, inverse),
        offset: () => sum.clone(),
      };
    }),
  ];
}
