/**
 * Sums and means over leading, trailing or middle axes.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { runKernel } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";
import { registerKernel } from "./registry.ts";
import { registerGradient } from "./replacements.ts";
import { broadcast, sizeOf } from "./shapes.ts";

/** From so many floats on, two threads are faster than one; one thread cuts the sums alike, for the same bits. */
const shareFrom = 32_768;
/** With fewer columns than this, the rows are split instead. */
const wide = 64;

/** Registers Sum and Mean, and gradients that write dy to every place it came from, in one pass. */
export function registerReductions(backend: EngineBackend): void {
  for (const name of ["Sum", "Mean"]) {
    const mean = name === "Mean";
    registerKernel(backend, name, ["x"], ({ x }, { axis, keepDims }) => {
      return reduce(backend, x, axis, keepDims, mean);
    });
    registerGradient(backend, name, (dy, [input], attrs) => {
      const x = input!, shape = x.shape.slice();
      if (x.size === 0) return undefined;
      for (const side of tf.util.parseAxisParam(attrs.axis, x.shape)) shape[side] = 1;
      const scale = mean ? sizeOf(shape) / sizeOf(x.shape) : 1;
      return { x: () => runKernel("EngineExpand", { x: dy }, { shape, target: x.shape, scale }) };
    });
  }
  registerKernel(backend, "EngineExpand", ["x"], ({ x }, { shape, target, scale }) => {
    const from = backend.block(x), o = backend.heap.alloc(sizeOf(target));
    const scaled = backend.heap.alloc(from.values.length);
    backend.kernels.mulScalar(from.at, scaled.at, from.values.length, scale);
    broadcast(scaled.values, shape, o.values, target);
    backend.heap.free(scaled);
    return backend.output(target, o);
  });
}

function reduce(
  backend: EngineBackend,
  x: tf.TensorInfo,
  axis: number | number[] | undefined,
  keepDims: boolean,
  mean: boolean,
): tf.TensorInfo | undefined {
  const axes = tf.util.parseAxisParam(axis as number[], x.shape).slice().sort((a, b) => a - b);
  const first = axes[0] ?? 0;
  if (axes.some((side, i) => side !== first + i)) return undefined;
  const reduced = x.shape.slice(first, first + axes.length);
  const before = x.shape.slice(0, first), after = x.shape.slice(first + axes.length);
  const outer = sizeOf(before), inner = sizeOf(after);
  const n = sizeOf(reduced), o = backend.heap.alloc(outer * inner), from = backend.block(x);
  // tfjs's mean of nothing is 0.
  const scale = mean && n > 0 ? 1 / n : 1;
  if (inner === 1) backend.kernels.sumRows(from.at, o.at, outer, n, scale);
  else {
    for (let i = 0; i < outer; i++) {
      columnSums(backend, from.at + 4 * i * n * inner, o.at + 4 * i * inner, n, inner, scale);
    }
  }
  return backend.output([...before, ...(keepDims ? reduced.map(() => 1) : []), ...after], o);
}

/** o[j] = scale times the sum of column j of a matrix, or of its product with another one less its centre. */
export function columnSums(
  backend: EngineBackend,
  a: number,
  o: number,
  rows: number,
  w: number,
  scale: number,
  product?: { b: number; centre: number },
): void {
  const { kernels, team, heap } = backend;
  if (!product && rows * w < shareFrom) {
    kernels.sumColumns(a, o, rows, w, w, scale);
  } else if (!product && w >= wide) {
    team.run("sumColumns", [a, o, rows, w, scale], 4);
  } else {
    const bands = rows < 64 ? 1 : 4, sums = heap.alloc(bands * w);
    team.run("sumRowBands", [a, sums.at, rows, w, product?.b ?? 0, product?.centre ?? 0], bands);
    kernels.sumColumns(sums.at, o, bands, w, w, scale);
    heap.free(sums);
  }
}
