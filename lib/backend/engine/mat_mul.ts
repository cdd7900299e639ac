/**
 * Matrix products by BLAS.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import type { EngineBackend } from "./backend.ts";
import { registerFused } from "./fused_activation.ts";
import type { GemmArguments } from "./make_jobs.ts";
import { registerKernel } from "./registry.ts";
import { sizeOf } from "./shapes.ts";

/** Products of fewer multiplications are not worth a second thread. */
const shareFrom = 250_000;
/** A chunk has at least this many rows or columns, or packing the other matrix costs too much. */
const chunkSide = 96;

/** Registers matMul and fused matMul. */
export function registerMatMul(backend: EngineBackend): void {
  registerKernel(backend, "BatchMatMul", ["a", "b"], ({ a, b }, { transposeA, transposeB }) => {
    return matMul(backend, a, b, transposeA, transposeB);
  });
  registerFused(backend, "_FusedMatMul", ["a", "b"], ({ a, b, bias }, attrs) => {
    const { transposeA, transposeB } = attrs, columns = b.shape.at(transposeB ? -2 : -1)!;
    const isRow = !bias || (bias.shape.at(-1) === columns && sizeOf(bias.shape) === columns);
    if (!isRow || sizeOf(a.shape) === 0 || sizeOf(b.shape) === 0) return undefined;
    return matMul(backend, a, b, transposeA, transposeB, bias);
  });
}

/** op(A) op(B) for each matrix of a batch, plus a bias row; a batch of one side repeats to the other's size. */
export function matMul(
  backend: EngineBackend,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
  transposeA: boolean,
  transposeB: boolean,
  bias?: tf.TensorInfo,
): tf.TensorInfo | undefined {
  const [ra, ca] = a.shape.slice(-2) as [number, number];
  const [rb, cb] = b.shape.slice(-2) as [number, number];
  const m = transposeA ? ca : ra, k = transposeA ? ra : ca, n = transposeB ? rb : cb;
  if (k !== (transposeB ? cb : rb)) return undefined;
  const outerA = a.shape.slice(0, -2), outerB = b.shape.slice(0, -2);
  const outer = tf.broadcast_util.assertAndGetBroadcastShape(outerA, outerB);
  const batch = sizeOf(outer), batchA = sizeOf(outerA), batchB = sizeOf(outerB);
  // tfjs repeats the smaller batch as a whole; anything else is left to it.
  if (batch !== Math.max(batchA, batchB)) return undefined;
  const left = backend.block(a).at, right = backend.block(b).at;
  const row = bias ? backend.block(bias).at : 0;
  const o = backend.heap.alloc(batch * m * n);
  if (k === 0) o.values.fill(0);
  else if (m > 0 && n > 0) {
    for (let i = 0; i < batch; i++) {
      const x = left + 4 * (i % batchA) * m * k, y = right + 4 * (i % batchB) * k * n;
      // deno-fmt-ignore
      const args: GemmArguments = [
        +transposeA, +transposeB, m, n, k, x, ca, y, cb, o.at + 4 * i * m * n, n, row,
      ];
      backend.team.run("gemm", args, m * n * k < shareFrom ? 1 : chunksOf(Math.max(m, n)));
    }
  }
  return backend.output([...outer, m, n], o);
}

function chunksOf(side: number): number {
  return Math.max(2, Math.min(4, Math.floor(side / chunkSide)));
}
