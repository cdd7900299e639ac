import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { assertSameOnEngine } from "./_compare.ts";

const side = fc.integer({ min: 1, max: 9 });

Deno.test("batchNorm on the engine gives what cpu gives, for all five gradients", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(side, { minLength: 2, maxLength: 4 }),
      fc.nat(1e6),
      async (shape, seed) => {
        const w = shape.at(-1)!;
        await assertSameOnEngine(
          [shape, [w], [w], [w], [w]],
          (x, mean, spread, offset, scale) =>
            tf.batchNorm(x!, mean!, tf.square(spread!), offset!, scale!, 0.01),
          // cpu's own gradient asks for rank 4.
          { seed, gradients: shape.length === 4 },
        );
      },
    ),
    { numRuns: 60 },
  );
});

Deno.test("batchNorm on the engine gives what cpu gives, after moments of a large batch", async () => {
  await assertSameOnEngine([[20, 14, 14, 32], [32], [32]], (x, offset, scale) => {
    const { mean, variance } = tf.moments(x!, [0, 1, 2]);
    return tf.batchNorm(x!, mean as tf.Tensor1D, variance as tf.Tensor1D, offset!, scale!, 1e-3);
  });
});

Deno.test("batchNorm on the engine keeps its precision far from zero", async () => {
  await assertSameOnEngine([[50, 6], [6], [6]], (x, offset, scale) => {
    const far = tf.add(x!, 1000), { mean, variance } = tf.moments(far, [0]);
    return tf.batchNorm(far, mean, variance, offset!, scale!, 1e-3);
  }, { gradients: false, tolerance: 1e-4 });
});

Deno.test("batchNorm on the engine gives what cpu gives, without scale and offset", async () => {
  await assertSameOnEngine(
    [[4, 3, 2, 5], [5], [5]],
    (x, mean, spread) => tf.batchNorm(x!, mean!, tf.square(spread!)),
    { gradients: false },
  );
});
