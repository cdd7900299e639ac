import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { assertLikeCpu, numbers } from "./_compare.ts";

const size = fc.integer({ min: 0, max: 9 });
const batch = fc.constantFrom<[number[], number[]]>(
  [[], []],
  [[1], [1]],
  [[3], [3]],
  [[1], [3]],
  [[3], [1]],
  [[2, 3], [2, 3]],
  [[], [3]],
);
const product = fc.record({
  batch,
  m: size,
  k: size,
  n: size,
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
});
type Product = typeof product extends fc.Arbitrary<infer T> ? T : never;

function operands({ batch, m, k, n, transposeA, transposeB }: Product) {
  const a = numbers([...batch[0], ...(transposeA ? [k, m] : [m, k])], 1) as tf.Tensor2D;
  const b = numbers([...batch[1], ...(transposeB ? [n, k] : [k, n])], 2) as tf.Tensor2D;
  return { a, b };
}

Deno.test("matMul() on wasm gives what cpu gives, in all four transposed forms", async () => {
  await fc.assert(
    fc.asyncProperty(product, async (shape) => {
      await assertLikeCpu("wasm", () => {
        const { a, b } = operands(shape);
        return tf.matMul(a, b, shape.transposeA, shape.transposeB);
      });
    }),
    { seed: 1, numRuns: 100 },
  );
});

Deno.test("matMul() on wasm has the gradients that cpu has", async () => {
  const square = fc.record({
    m: fc.integer({ min: 1, max: 7 }),
    k: fc.integer({ min: 1, max: 7 }),
    n: fc.integer({ min: 1, max: 7 }),
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(square, async (shape) => {
      await assertLikeCpu("wasm", () => {
        const { a, b } = operands({ ...shape, batch: [[], []] });
        const f = (a: tf.Tensor2D, b: tf.Tensor2D) =>
          tf.matMul(a, b, shape.transposeA, shape.transposeB);
        return tf.grads(f as Parameters<typeof tf.grads>[0])([a, b]);
      });
    }),
    { seed: 2, numRuns: 40 },
  );
});

Deno.test("fused.matMul() on wasm gives what cpu gives, with bias and activation", async () => {
  const fused = fc.record({
    m: fc.integer({ min: 1, max: 7 }),
    k: fc.integer({ min: 1, max: 7 }),
    n: fc.integer({ min: 1, max: 7 }),
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
    bias: fc.boolean(),
    activation: fc.constantFrom("linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu"),
  });
  await fc.assert(
    fc.asyncProperty(fused, async ({ bias, activation, ...shape }) => {
      await assertLikeCpu("wasm", () => {
        const { a, b } = operands({ ...shape, batch: [[], []] });
        return tf.fused.matMul({
          a,
          b,
          transposeA: shape.transposeA,
          transposeB: shape.transposeB,
          ...(bias ? { bias: numbers([shape.n], 3) } : {}),
          activation: activation as "linear",
          leakyreluAlpha: 0.2,
        });
      });
    }),
    { seed: 3, numRuns: 60 },
  );
});
