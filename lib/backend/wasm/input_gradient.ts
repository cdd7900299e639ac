/**
 * The gradient of a convolution with respect to its input.
 *
 * @module
 */
import { type ConvAttrs, convInfo, type Shape4D } from "./_convolution.ts";
import { composeKernel, type Info } from "./_kernel.ts";

/**
 * Replaces `Conv2DBackpropInput`, a plain loop in tfjs, by a convolution without stride.
 *
 * Input pixels that lie a stride apart see the same filter taps, so one convolution computes the
 * stride's phases as so many channels, which are then laid out as pixels (Shi et al., "Real-time
 * single image and video super-resolution using an efficient sub-pixel convolutional neural
 * network", 2016).
 */
export function repairInputGradient(): void {
  composeKernel<{ dy: Info; filter: Info }, ConvAttrs & { inputShape: Shape4D }>(
    "Conv2DBackpropInput",
    ({ inputs, attrs }, run) => {
      const { dy, filter } = inputs;
      const info = convInfo(attrs.inputShape, filter.shape, attrs);
      const { strideHeight: sh, strideWidth: sw, filterHeight, filterWidth } = info;
      const { batchSize, inHeight, inWidth, inChannels, outChannels, outHeight, outWidth } = info;
      const kh = Math.ceil(filterHeight / sh), kw = Math.ceil(filterWidth / sw);

      const whole = run("PadV2", { x: filter }, {
        paddings: [[0, kh * sh - filterHeight], [0, kw * sw - filterWidth], [0, 0], [0, 0]],
        constantValue: 0,
      });
      const taps = run("Reshape", { x: whole }, {
        shape: [kh, sh, kw, sw, inChannels, outChannels],
      });
      const byTap = run("Transpose", { x: taps }, { perm: [0, 2, 5, 1, 3, 4] });
      const phases = run("Reshape", { x: byTap }, {
        shape: [kh, kw, outChannels, sh * sw * inChannels],
      });
      const flipped = run("Reverse", { x: phases }, { dims: [0, 1] });
      const dx = run("Conv2D", { x: dy, filter: flipped }, {
        strides: 1,
        pad: [[0, 0], [kh - 1, kh - 1], [kw - 1, kw - 1], [0, 0]],
        dataFormat: "NHWC",
        dilations: 1,
        dimRoundingMode: "floor",
      });

      const height = outHeight + kh - 1, width = outWidth + kw - 1;
      const rows = run("Reshape", { x: dx }, {
        shape: [batchSize * height, width, sh, sw * inChannels],
      });
      const interleaved = run("Transpose", { x: rows }, { perm: [0, 2, 1, 3] });
      const pixels = run("Reshape", { x: interleaved }, {
        shape: [batchSize, height * sh, width * sw, inChannels],
      });
      const { top, left } = info.padInfo;
      const seen = [
        batchSize,
        Math.min(inHeight, height * sh - top),
        Math.min(inWidth, width * sw - left),
        inChannels,
      ] as const;
      const inside = run("Slice", { x: pixels }, { begin: [0, top, left, 0], size: seen });
      if (seen[1] === inHeight && seen[2] === inWidth) return inside;
      // A stride that does not divide the image leaves pixels over that no output ever saw.
      return run("PadV2", { x: inside }, {
        paddings: [[0, 0], [0, inHeight - seen[1]], [0, inWidth - seen[2]], [0, 0]],
        constantValue: 0,
      });
    },
  );
}
