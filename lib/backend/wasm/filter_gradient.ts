/**
 * The gradient of a convolution with respect to its filter.
 *
 * @module
 */
import { type ConvAttrs, convInfo, paddingOf, type Shape4D } from "./_convolution.ts";
import { composeKernel, type Info } from "./_kernel.ts";

/**
 * Adds `Conv2DBackpropFilter`, which tfjs's wasm backend lacks.
 *
 * The gradient is itself a convolution: with batch and channels swapped, the images are convolved
 * by the output's gradient, whose entries lie as far apart as the stride.
 */
export function addFilterGradient(): void {
  composeKernel<{ x: Info; dy: Info }, ConvAttrs & { filterShape: Shape4D }>(
    "Conv2DBackpropFilter",
    ({ inputs: { x, dy }, attrs }, run) => {
      const info = convInfo(x.shape, attrs.filterShape, attrs);
      const channelsAsBatch = run("Transpose", { x }, { perm: [3, 1, 2, 0] });
      const gradientAsFilter = run("Transpose", { x: dy }, { perm: [1, 2, 0, 3] });
      const full = run("Conv2D", { x: channelsAsBatch, filter: gradientAsFilter }, {
        strides: 1,
        pad: paddingOf(info),
        dataFormat: "NHWC",
        dilations: [info.strideHeight, info.strideWidth],
        dimRoundingMode: "floor",
      });
      const size = [info.inChannels, info.filterHeight, info.filterWidth, info.outChannels];
      const seen = run("Slice", { x: full }, { begin: [0, 0, 0, 0], size });
      return run("Transpose", { x: seen }, { perm: [1, 2, 0, 3] });
    },
  );
}
