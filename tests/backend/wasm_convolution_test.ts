import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { assertLikeCpu, numbers } from "./_compare.ts";

const count = fc.integer({ min: 1, max: 3 });
const border = fc.integer({ min: 0, max: 2 });
const convolution = fc.record({
  batch: count,
  height: fc.integer({ min: 5, max: 9 }),
  width: fc.integer({ min: 5, max: 9 }),
  channelsIn: count,
  channelsOut: count,
  kernel: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
  strides: fc.tuple(count, count),
  pad: fc.oneof(
    fc.constantFrom("same" as const, "valid" as const),
    fc.tuple(border, border, border, border).map((
      [top, bottom, left, right],
    ) => [[0, 0], [top, bottom], [left, right], [0, 0]] as tf.backend_util.ExplicitPadding),
  ),
});

Deno.test("conv2d() on wasm has the gradients that cpu has, for any stride and padding", async () => {
  await fc.assert(
    fc.asyncProperty(convolution, async (c) => {
      await assertLikeCpu("wasm", () => {
        const x = numbers([c.batch, c.height, c.width, c.channelsIn], 1) as tf.Tensor4D;
        const filter = numbers([...c.kernel, c.channelsIn, c.channelsOut], 2) as tf.Tensor4D;
        const f = (x: tf.Tensor4D, filter: tf.Tensor4D) =>
          tf.conv2d(x, filter, c.strides, c.pad).square();
        return tf.grads(f as Parameters<typeof tf.grads>[0])([x, filter]);
      });
    }),
    { seed: 4, numRuns: 100 },
  );
});

Deno.test("conv2dTranspose() on wasm has the gradients that cpu has", async () => {
  const transposed = fc.record({
    batch: count,
    size: fc.integer({ min: 1, max: 5 }),
    channelsIn: count,
    channelsOut: count,
    kernel: fc.integer({ min: 2, max: 5 }),
    stride: fc.integer({ min: 1, max: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(transposed, async (c) => {
      await assertLikeCpu("wasm", () => {
        const large = c.size * c.stride;
        const x = numbers([c.batch, c.size, c.size, c.channelsIn], 1) as tf.Tensor4D;
        const filter = numbers([c.kernel, c.kernel, c.channelsOut, c.channelsIn], 2) as tf.Tensor4D;
        const f = (x: tf.Tensor4D, filter: tf.Tensor4D) =>
          tf.conv2dTranspose(x, filter, [c.batch, large, large, c.channelsOut], c.stride, "same")
            .square();
        return tf.grads(f as Parameters<typeof tf.grads>[0])([x, filter]);
      });
    }),
    { seed: 5, numRuns: 40 },
  );
});
