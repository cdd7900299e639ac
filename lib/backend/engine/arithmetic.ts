/**
 * Sum, difference, product and quotient, with every form of broadcasting.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import type { EngineBackend } from "./backend.ts";
import { elementwise, runFlat, runRows } from "./elementwise.ts";
import type { Block } from "./heap.ts";
import type { KernelName } from "./kernels.ts";
import { registerKernel } from "./registry.ts";
import { broadcast, repeatsIn, sizeOf } from "./shapes.ts";

/** The kernels that make up an operation with two operands. */
type Binary = readonly [
  /** a op b */
  same: KernelName,
  /** a op s */
  scalar: KernelName,
  /** s op a, when the left operand is the scalar */
  leftScalar: KernelName,
  /** a op row */
  row: KernelName,
  /** row op a, when the left operand is the row */
  leftRow?: KernelName,
];

const binaries: Record<string, Binary> = {
  Add: ["add", "addScalar", "addScalar", "addRow", "addRow"],
  Sub: ["sub", "subScalar", "subFrom", "subRow", "rowSub"],
  Multiply: ["mul", "mulScalar", "mulScalar", "mulRow", "mulRow"],
  RealDiv: ["div", "divScalar", "divInto", "divRow"],
};

/** Registers Add, Sub, Multiply and RealDiv, with every form of broadcasting. */
export function registerArithmetic(backend: EngineBackend): void {
  for (const [name, kernels] of Object.entries(binaries)) {
    registerKernel(
      backend,
      name,
      ["a", "b"],
      ({ a, b }) =>
        tf.util.arraysEqual(a.shape, b.shape)
          ? elementwise(backend, kernels[0], a, [b])
          : broadcasting(backend, kernels, a, b),
    );
  }
}

function broadcasting(
  backend: EngineBackend,
  [same, scalar, leftScalar, row, leftRow]: Binary,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
): tf.TensorInfo {
  const { heap } = backend;
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape), n = sizeOf(shape);
  const x = backend.block(a), y = backend.block(b), xn = x.values.length, yn = y.values.length;
  const o = heap.alloc(n);
  if (n === 0) return backend.output(shape, o);
  if (yn === 1 && xn === n) {
    runFlat(backend, scalar, n, [x.at, o.at, n, y.values[0]!]);
  } else if (xn === 1 && yn === n) {
    runFlat(backend, leftScalar, n, [y.at, o.at, n, x.values[0]!]);
  } else if (xn === n && repeatsIn(b.shape, shape)) {
    runRows(backend, row, n, [x.at, y.at, o.at, n / yn, yn]);
  } else if (yn === n && leftRow && repeatsIn(a.shape, shape)) {
    runRows(backend, leftRow, n, [y.at, x.at, o.at, n / xn, xn]);
  } else {
    const left = expand(backend, a, shape), right = expand(backend, b, shape);
    runFlat(backend, same, n, [left.at, right.at, o.at, n]);
    if (left !== x) heap.free(left);
    if (right !== y) heap.free(right);
  }
  return backend.output(shape, o);
}

/** A tensor's values broadcast to a shape: its own block, or a new one. */
function expand(backend: EngineBackend, tensor: tf.TensorInfo, shape: number[]): Block {
  const block = backend.block(tensor), n = sizeOf(shape);
  if (block.values.length === n) return block;
  const expanded = backend.heap.alloc(n);
  broadcast(block.values, tensor.shape, expanded.values, shape);
  return expanded;
}
