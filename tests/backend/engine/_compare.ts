/** Runs the same computation on the cpu backend and on the engine, and compares values and gradients. */

import "../../../lib/backend/quiet.ts";
import { assert, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { engineName, installEngine } from "../../../lib/backend/engine/mod.ts";
import { numbers } from "./_numbers.ts";

export { numbers };

await installEngine();

/** A computation with tensors. */
export type Computation = (...tensors: tf.Tensor[]) => tf.Tensor;

/** Tensors of these shapes with reproducible numbers. */
export function tensors(shapes: number[][], seed = 1): tf.Tensor[] {
  return shapes.map((shape, i) =>
    tf.tensor(numbers(tf.util.sizeFromShape(shape), seed + i), shape, "float32")
  );
}

/** What `compute` gives on a backend, as plain arrays; nothing is left behind. */
export async function on<T>(backend: string, compute: () => T): Promise<T> {
  await tf.setBackend(backend);
  try {
    return compute();
  } finally {
    await tf.setBackend("cpu");
  }
}

/** Value and gradients of a computation, with the gradient of the output chosen at random. */
function results(
  shapes: number[][],
  compute: Computation,
  gradients: boolean,
  seed: number,
): tf.Tensor[] {
  const inputs = tensors(shapes, seed), value = compute(...inputs);
  if (!gradients) return [value];
  const [dy] = tensors([value.shape], 99) as [tf.Tensor];
  return [value, ...tf.grads(compute)(inputs, dy)];
}

/**
 * Asserts that the engine gives what the cpu backend gives: shapes, values, and gradients for every input, with
 * the worst error 1e-5 of the largest number, and that the engine leaves no tensor and no memory behind.
 */
export async function assertSameOnEngine(
  shapes: number[][],
  compute: Computation,
  { gradients = true, seed = 1, tolerance = 1e-5 } = {},
): Promise<void> {
  const arrays = () =>
    tf.tidy(() =>
      results(shapes, compute, gradients, seed).map(({ shape, dtype }, i, all) => ({
        shape,
        dtype,
        values: [...all[i]!.dataSync()],
      }))
    );
  const expected = await on("cpu", arrays);
  await tf.setBackend(engineName);
  const before = tf.memory().numTensors, dataIds = tf.backend().numDataIds();
  const actual = arrays();
  assertEquals(
    [tf.memory().numTensors, tf.backend().numDataIds()],
    [before, dataIds],
    "tensors leaked",
  );
  await tf.setBackend("cpu");
  expected.forEach((one, i) => {
    const what = i === 0 ? "value" : `gradient ${i - 1}`;
    assertEquals(actual[i]!.shape, one.shape, what);
    assertEquals(actual[i]!.dtype, one.dtype, what);
    assertClose(actual[i]!.values, one.values, tolerance, what);
  });
}

/**
 * Asserts that numbers differ by at most a part of the largest; NaN and infinity must be where they were.
 * All inputs are about 1, so a result below 1 is what is left of larger terms, which set its rounding error.
 */
export function assertClose(
  actual: number[],
  expected: number[],
  tolerance: number,
  what: string,
): void {
  const sizes = expected.filter(Number.isFinite).map(Math.abs);
  const largest = sizes.reduce((a, b) => Math.max(a, b), 1);
  assertEquals(actual.length, expected.length, what);
  expected.forEach((value, i) => {
    const same = Object.is(actual[i]! + 0, value + 0) ||
      Math.abs(actual[i]! - value) <= tolerance * largest;
    assert(same, `${what}: at ${i} expected ${value}, got ${actual[i]}`);
  });
}
