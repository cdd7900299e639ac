import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { assertSameOnEngine } from "./_compare.ts";

const small = (max: number) => fc.integer({ min: 1, max });
const seed = small(1e6);

const geometry = fc.record({
  batch: small(5),
  height: small(9),
  width: small(9),
  channels: small(5),
  filters: small(5),
  kh: small(5),
  kw: small(5),
  strides: fc.tuple(small(3), small(3)),
  pad: fc.constantFrom<"same" | "valid" | number>("same", "valid", 0, 1, 2),
});

Deno.test("conv2d on the engine gives what cpu gives, both gradients too, for any stride and padding", async () => {
  await fc.assert(
    fc.asyncProperty(geometry, seed, async (g, seed) => {
      // With padding in pixels, tfjs takes the filter's height and the first stride for both sides.
      const inPixels = typeof g.pad === "number", kw = inPixels ? g.kh : g.kw;
      const strides: [number, number] = inPixels ? [g.strides[0], g.strides[0]] : g.strides;
      const reach = g.pad === "same" ? 99 : 2 * (g.pad === "valid" ? 0 : g.pad);
      fc.pre(g.kh <= g.height + reach && kw <= g.width + reach);
      await assertSameOnEngine(
        [[g.batch, g.height, g.width, g.channels], [g.kh, kw, g.channels, g.filters]],
        (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, g.pad),
        { seed },
      );
    }),
    { numRuns: 80 },
  );
});

Deno.test("conv2dTranspose on the engine gives what cpu gives, both gradients too", async () => {
  await fc.assert(
    fc.asyncProperty(geometry, seed, async (g, seed) => {
      fc.pre(g.pad === "same" || g.pad === "valid");
      const [sh, sw] = g.strides, same = g.pad === "same";
      const out: [number, number, number, number] = [
        g.batch,
        same ? g.height * sh : (g.height - 1) * sh + g.kh,
        same ? g.width * sw : (g.width - 1) * sw + g.kw,
        g.filters,
      ];
      await assertSameOnEngine(
        [[g.batch, g.height, g.width, g.channels], [g.kh, g.kw, g.filters, g.channels]],
        (x, w) =>
          tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, out, g.strides, g.pad as "same"),
        { seed },
      );
    }),
    { numRuns: 60 },
  );
});

Deno.test("conv2d on the engine gives what cpu gives, when both threads share a large batch", async () => {
  await assertSameOnEngine(
    [[33, 28, 28, 1], [5, 5, 1, 8]],
    (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, "same"),
  );
  await assertSameOnEngine(
    [[17, 7, 7, 16], [5, 5, 8, 16]],
    (x, w) => tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, [17, 14, 14, 8], 2, "same"),
  );
});

Deno.test("conv2d on the engine leaves dilation, NCHW and empty batches to cpu's kernel", async () => {
  const conv = (...args: [number | [number, number], "same", "NHWC" | "NCHW", number?]) =>
  (
    x?: tf.Tensor,
    w?: tf.Tensor,
  ) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, ...args);
  const filter = [3, 3, 2, 4];
  await assertSameOnEngine([[2, 9, 9, 2], filter], conv(1, "same", "NHWC", 2), {
    gradients: false,
  });
  await assertSameOnEngine([[2, 2, 9, 9], filter], conv(2, "same", "NCHW"));
  await assertSameOnEngine([[0, 9, 9, 2], filter], conv(2, "same", "NHWC"), { gradients: false });
});

Deno.test("conv2d on the engine gives what cpu gives, with padding for each side", async () => {
  const pad: [[number, number], [number, number], [number, number], [number, number]] = [
    [0, 0],
    [1, 2],
    [0, 3],
    [0, 0],
  ];
  await assertSameOnEngine(
    [[2, 6, 5, 2], [3, 2, 2, 3]],
    (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, [2, 1], pad),
  );
});

const activations = ["linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu"] as const;
Deno.test("fused conv2d on the engine gives what cpu gives, with every activation", async () => {
  for (const activation of activations) {
    for (const withBias of [true, false]) {
      await assertSameOnEngine(
        [[3, 8, 7, 2], [3, 3, 2, 5], [5]],
        (x, filter, bias) =>
          tf.fused.conv2d({
            x: x as tf.Tensor4D,
            filter: filter as tf.Tensor4D,
            ...{ strides: 2, pad: "same", activation, leakyreluAlpha: 0.3 },
            ...(withBias ? { bias: bias! } : {}),
          }),
        { gradients: withBias },
      );
    }
  }
});
