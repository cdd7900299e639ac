/**
 * Runs kernels that go through their operands once, in one thread or both.
 *
 * @module
 */

import type * as tf from "@tensorflow/tfjs";
import type { EngineBackend } from "./backend.ts";
import type { KernelName } from "./kernels.ts";

/** From so many floats on, two threads are faster than one. */
const shareFrom = 32_768;

/** Runs a kernel on n floats, in both threads when that pays. `args` end with n and scalars. */
export function runFlat(backend: EngineBackend, name: KernelName, n: number, args: number[]): void {
  if (n < shareFrom || backend.team.threads === 1) backend.kernels[name](...args);
  else backend.team.run(name, args, n < 4 * shareFrom ? 2 : 4);
}

/** Runs a kernel on rows of w floats, in both threads when that pays. `args` end with rows, w. */
export function runRows(backend: EngineBackend, name: KernelName, n: number, args: number[]): void {
  const rows = args.at(-2)!;
  if (n < shareFrom || backend.team.threads === 1 || rows < 4) backend.kernels[name](...args);
  else backend.team.run(name, args, 4);
}

/** One kernel over operands of the same size, with scalars after them. */
export function elementwise(
  backend: EngineBackend,
  name: KernelName,
  first: tf.TensorInfo,
  others: tf.TensorInfo[] = [],
  scalars: number[] = [],
): tf.TensorInfo {
  const a = backend.block(first), n = a.values.length;
  const rest = others.map((t) => backend.block(t).at), o = backend.heap.alloc(n);
  runFlat(backend, name, n, [a.at, ...rest, o.at, n, ...scalars]);
  return backend.output(first.shape, o);
}
