import * as tf from "@tensorflow/tfjs";

/** The shape of a batch of images, or of a filter. */
export type Shape4D = [number, number, number, number];

/** The attributes of tfjs's convolution kernels. */
export interface ConvAttrs {
  strides: number | [number, number];
  pad: "same" | "valid" | number | tf.backend_util.ExplicitPadding;
  dataFormat: "NHWC" | "NCHW" | "channelsLast" | "channelsFirst";
  dilations?: number | [number, number];
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** Every size and stride of a convolution, in numbers. */
export function convInfo(inShape: number[], filterShape: number[], attrs: ConvAttrs) {
  const { strides, dilations = 1, pad, dimRoundingMode } = attrs;
  return tf.backend_util.computeConv2DInfo(
    inShape as Shape4D,
    filterShape as Shape4D,
    strides,
    dilations,
    pad as "same", // explicit padding is accepted too, but declared nowhere
    dimRoundingMode,
  );
}

/** The padding of a convolution in numbers, in the form that its kernels take. */
export function paddingOf(
  { padInfo }: tf.backend_util.Conv2DInfo,
): tf.backend_util.ExplicitPadding {
  const { top, bottom, left, right } = padInfo;
  return [[0, 0], [top, bottom], [left, right], [0, 0]];
}
