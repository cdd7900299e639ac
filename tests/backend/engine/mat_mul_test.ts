import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { assertSameOnEngine } from "./_compare.ts";

const side = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 40 }) },
  { weight: 1, arbitrary: fc.constantFrom(1, 2, 63, 64, 65) },
);
const seed = fc.integer({ min: 1, max: 1e6 });
const batches = fc.constantFrom<[number[], number[]]>(
  [[], []],
  [[1], [1]],
  [[3], [3]],
  [[3], [1]],
  [[1], [3]],
  [[2, 3], [2, 3]],
  [[2, 1], [1, 1]],
);

Deno.test("matMul on the engine gives what cpu gives, transposed or not, in batches or not", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(side, side, side, fc.boolean(), fc.boolean(), batches, seed),
      async ([m, k, n, ta, tb, [batchA, batchB], seed]) => {
        const a = [...batchA, ...(ta ? [k, m] : [m, k])],
          b = [...batchB, ...(tb ? [n, k] : [k, n])];
        // tfjs's own gradient does not sum over a repeated batch, so gradients only where none is repeated.
        const gradients = batchA.join() === batchB.join();
        await assertSameOnEngine([a, b], (a, b) => tf.matMul(a!, b!, ta, tb), { gradients, seed });
      },
    ),
    { numRuns: 80 },
  );
});

Deno.test("matMul on the engine gives what cpu gives, when both threads share it", async () => {
  for (
    const [m, k, n] of [[128, 784, 200], [128, 100, 784], [131, 67, 301], [500, 128, 33], [
      2,
      999,
      1000,
    ]] as const
  ) {
    for (const [ta, tb] of [[false, false], [true, false], [false, true], [true, true]] as const) {
      const a = ta ? [k, m] : [m, k], b = tb ? [n, k] : [k, n];
      await assertSameOnEngine([a, b], (a, b) => tf.matMul(a!, b!, ta, tb), { gradients: false });
    }
  }
});

Deno.test("matMul on the engine gives what cpu gives, for empty tensors", async () => {
  for (const [m, k, n] of [[0, 3, 4], [3, 0, 4], [3, 4, 0], [0, 0, 0]] as const) {
    await assertSameOnEngine([[m, k], [k, n]], (a, b) => tf.matMul(a!, b!), { gradients: false });
  }
});

const activations = ["linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu"] as const;
for (const activation of activations) {
  Deno.test(`fused matMul with ${activation} on the engine gives what cpu gives`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(
          side,
          side,
          side,
          fc.boolean(),
          fc.boolean(),
          fc.constantFrom("none", "row", "1 row", "full"),
          seed,
        ),
        async ([m, k, n, transposeA, transposeB, kind, seed]) => {
          const a = transposeA ? [k, m] : [m, k], b = transposeB ? [n, k] : [k, n];
          const bias = { none: [], row: [n], "1 row": [1, n], full: [m, n] }[kind]!;
          const compute = (a?: tf.Tensor, b?: tf.Tensor, c?: tf.Tensor) =>
            tf.fused.matMul({
              a: a as tf.Tensor2D,
              b: b as tf.Tensor2D,
              ...{ transposeA, transposeB, activation, leakyreluAlpha: 0.3 },
              ...(kind === "none" ? {} : { bias: c! }),
            });
          const shapes = kind === "none" ? [a, b] : [a, b, bias];
          await assertSameOnEngine(shapes, compute, { seed, gradients: false });
          // tfjs differentiates the fused form with this activation alone; with others it is not fused.
          if (kind !== "full") await assertSameOnEngine(shapes, compute, { seed });
        },
      ),
      { numRuns: 25 },
    );
  });
}

Deno.test("fused matMul with prelu on the engine gives what cpu gives", async () => {
  await assertSameOnEngine(
    [[5, 7], [7, 4], [4], [4]],
    (a, b, bias, preluActivationWeights) =>
      tf.fused.matMul({
        a: a as tf.Tensor2D,
        b: b as tf.Tensor2D,
        bias: bias!,
        activation: "prelu",
        preluActivationWeights: preluActivationWeights!,
      }),
    { gradients: false },
  );
});
