/**
 * The padding of convolutions.
 *
 * @module
 */
import { type ConvAttrs, convInfo, paddingOf } from "./_convolution.ts";
import { composeKernel, type Info } from "./_kernel.ts";

/** Says the padding "same" in numbers: tfjs 4.22 gets it wrong for filters shorter than a stride. */
export function repairPadding(): void {
  for (const name of ["Conv2D", "FusedConv2D"]) {
    composeKernel<{ x: Info; filter: Info }, ConvAttrs>(name, ({ inputs, attrs }, run) => {
      const { x, filter } = inputs;
      const pad = attrs.pad === "same" && isChannelsLast(attrs)
        ? paddingOf(convInfo(x.shape, filter.shape, attrs))
        : attrs.pad;
      return run(name, inputs, { ...attrs, pad });
    });
  }
}

function isChannelsLast({ dataFormat }: ConvAttrs): boolean {
  return dataFormat === "NHWC" || dataFormat === "channelsLast";
}
