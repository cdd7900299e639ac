import * as tf from "@tensorflow/tfjs";
import { assert, assertEquals } from "@std/assert";
import { repairSecondOrder } from "../../lib/backend/mod.ts";
import { type Candidate, type ChosenBackend, cpu, engine } from "../../lib/backend/candidates.ts";
import { wasm } from "../../lib/backend/wasm/mod.ts";

/** The backends that are tested here. */
export type TestedBackend = "cpu" | "wasm" | "engine";

const candidates: Record<TestedBackend, Candidate> = { cpu, wasm, engine };
const started = new Map<TestedBackend, Promise<ChosenBackend>>();

/** Switches to a backend, whatever `GAN_CLINIC_BACKEND` says. */
export async function startBackend(name: TestedBackend): Promise<void> {
  repairSecondOrder();
  if (!started.has(name)) started.set(name, candidates[name]({}));
  await tf.setBackend((await started.get(name)!).name);
}

/** Whether a backend runs here; the engine needs a BLAS library. */
export async function runsHere(name: TestedBackend): Promise<boolean> {
  return await startBackend(name).then(() => true, () => false);
}

/** Runs `f` on a backend, checks that it leaks nothing, and returns what it computed. */
export async function valuesOn(
  backend: TestedBackend,
  f: () => tf.Tensor | tf.Tensor[],
): Promise<{ shape: number[]; values: Float32Array }[]> {
  await startBackend(backend);
  const before = tf.memory().numTensors;
  const dataBefore = tf.backend().numDataIds();
  const tensors = [tf.tidy(f)].flat();
  const results = tensors.map((t) => ({
    shape: t.shape,
    values: Float32Array.from(t.dataSync()),
  }));
  tf.dispose(tensors);
  assertEquals(tf.memory().numTensors, before);
  assertEquals(tf.backend().numDataIds(), dataBefore);
  return results;
}

/** Asserts that `f` gives the same on a backend as on tfjs's cpu backend, up to rounding. */
export async function assertLikeCpu(
  backend: TestedBackend,
  f: () => tf.Tensor | tf.Tensor[],
  tolerance = 1e-6,
): Promise<void> {
  const expected = await valuesOn("cpu", f);
  const actual = await valuesOn(backend, f);
  assertEquals(actual.map((r) => r.shape), expected.map((r) => r.shape));
  for (const [i, { values }] of expected.entries()) {
    const scale = values.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
    const error = worstError(actual[i]!.values, values) / scale;
    assert(error <= tolerance, `Output ${i} differs by ${error} of its largest value`);
  }
}

/** The largest absolute difference; NaN where one side is NaN. */
export function worstError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i]! - expected[i]!);
    if (!(error <= worst)) worst = error;
  }
  return worst;
}

/** A tensor of repeatable numbers in [-1, 1]. */
export function numbers(shape: number[], seed: number): tf.Tensor {
  return tf.randomUniform(shape, -1, 1, "float32", seed);
}
