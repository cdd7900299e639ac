import { assert, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { engineName } from "../../../lib/backend/engine/mod.ts";
import { assertClose, numbers, on } from "./_compare.ts";

/** Trains a small problem with two weights and returns them, the moments and the iterations, step by step. */
function train(adam: tf.AdamOptimizer, weights: tf.Variable[], steps: number): number[][] {
  const trace: number[][] = [];
  for (let i = 0; i < steps; i++) {
    const target = tf.tensor(numbers(15, i + 5), [5, 3]);
    const loss = adam.minimize(
      () => tf.mean(tf.square(tf.sub(tf.add(weights[0]!, weights[1]!), target))) as tf.Scalar,
      true,
      weights,
    )!;
    trace.push([...loss.dataSync()], ...weights.map((w) => [...w.dataSync()]));
    tf.dispose([loss, target]);
  }
  return trace;
}

const makeWeights =
  () => [tf.variable(tf.tensor(numbers(15, 1), [5, 3])), tf.variable(tf.tensor1d(numbers(3, 2)))];

for (
  const [lr, beta1, beta2, epsilon] of [[0.01, 0.9, 0.999, undefined], [
    0.1,
    0.5,
    0.9,
    1e-3,
  ]] as const
) {
  Deno.test(`tf.train.adam(${lr}, ${beta1}) on the engine walks as on cpu, moments included`, async () => {
    const walk = () => {
      const weights = makeWeights(), adam = tf.train.adam(lr, beta1, beta2, epsilon);
      const before = tf.memory().numTensors;
      const trace = train(adam, weights, 1);
      assertEquals(tf.memory().numTensors - before, 4, "two moments for each weight");
      trace.push(...train(adam, weights, 30));
      const state = adam as unknown as Record<string, { variable: tf.Variable }[]> & {
        accBeta1: tf.Variable;
      };
      trace.push([...state.accBeta1.dataSync()]);
      for (const name of ["accumulatedFirstMoment", "accumulatedSecondMoment"]) {
        trace.push(...state[name]!.map(({ variable }) => [...variable.dataSync()]));
      }
      trace.push([adam.iterations]);
      tf.dispose(weights);
      adam.dispose();
      return trace;
    };
    const expected = await on("cpu", walk), actual = await on(engineName, walk);
    expected.forEach((values, i) => assertClose(actual[i]!, values, 1e-5, `entry ${i}`));
  });
}

Deno.test("tf.train.adam on the engine continues from saved weights as if it had not stopped", async () => {
  await tf.setBackend(engineName);
  const weights = makeWeights(), adam = tf.train.adam(0.05);
  train(adam, weights, 7);
  const saved = (await adam.getWeights()).map(({ name, tensor }) => ({
    name,
    tensor: tensor.clone(),
  }));
  assertEquals(saved.map(({ name }) => name.replace(/^\d+/, "w")), [
    "iter",
    "w/m",
    "w/m",
    "w/v",
    "w/v",
  ]);
  const copies = weights.map((w) => tf.variable(w.clone()));
  const values = saved.map(({ tensor }) => [...tensor.dataSync()]);
  const expected = train(adam, weights, 5);
  assertEquals(
    saved.map(({ tensor }) => [...tensor.dataSync()]),
    values,
    "what was saved stays as it was",
  );
  const again = tf.train.adam(0.05);
  await again.setWeights(saved);
  const actual = train(again, copies, 5);
  expected.forEach((value, i) => assertClose(actual[i]!, value, 1e-6, `entry ${i}`));
  assertEquals(again.iterations, 12);
  tf.dispose([weights, copies]);
  adam.dispose();
  again.dispose();
  await tf.setBackend("cpu");
});

Deno.test("tf.train.adam on the engine changes its weights and nothing that shares their data", async () => {
  await on(engineName, () => {
    const initial = tf.tensor1d([1, 2, 3]), weight = tf.variable(initial);
    const clone = weight.clone(), view = tf.reshape(weight, [3, 1]);
    const adam = tf.train.adam(0.1);
    adam.minimize(() => tf.sum(tf.square(weight)) as tf.Scalar, false, [weight]);
    for (const t of [initial, clone, view]) assertEquals([...t.dataSync()], [1, 2, 3]);
    assert([...weight.dataSync()].every((v, i) => v < i + 1));
    tf.dispose([initial, weight, clone, view]);
    adam.dispose();
  });
});

Deno.test("tf.train.adam on the engine leaves a weight without gradient alone", async () => {
  await on(engineName, () => {
    const used = tf.variable(tf.scalar(1)),
      unused = tf.variable(tf.scalar(2)),
      adam = tf.train.adam(0.1);
    adam.minimize(() => tf.square(used) as tf.Scalar, false, [used, unused]);
    assertEquals(unused.dataSync()[0], 2);
    assert(used.dataSync()[0]! < 1);
    tf.dispose([used, unused]);
    adam.dispose();
  });
});

Deno.test("tf.train.adam on the engine takes or refuses gradients of another shape as on cpu", async () => {
  const step = (gradient: tf.Tensor) => {
    const weight = tf.variable(tf.tensor1d([1, 2, 3])), adam = tf.train.adam(0.1);
    try {
      adam.applyGradients([{ name: weight.name, tensor: gradient }]);
      return [...weight.dataSync()];
    } catch (error) {
      return (error as Error).message;
    } finally {
      tf.dispose([weight, gradient]);
      adam.dispose();
    }
  };
  const gradients = [() => tf.scalar(2), () => tf.ones([1, 3]), () => tf.ones([2, 3])];
  for (const gradient of gradients) {
    const expected = await on("cpu", () => step(gradient()));
    assertEquals(await on(engineName, () => step(gradient())), expected);
  }
});

Deno.test("tf.train.adam may begin on cpu and go on with the engine", async () => {
  const expected = await on("cpu", () => {
    const weights = makeWeights(), adam = tf.train.adam(0.05);
    train(adam, weights, 3);
    return train(adam, weights, 3);
  });
  const [weights, adam] = await on("cpu", () => {
    const weights = makeWeights(), adam = tf.train.adam(0.05);
    train(adam, weights, 3);
    return [weights, adam] as const;
  });
  const actual = await on(engineName, () => train(adam, weights, 3));
  // The targets are seeded by step, so both walks see the same ones.
  expected.forEach((values, i) => assertClose(actual[i]!, values, 1e-5, `entry ${i}`));
});
