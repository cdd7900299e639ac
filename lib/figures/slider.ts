import { font, paleInk } from "./_style.ts";
import type { Figure } from "./figure.ts";
import { type Sample, samples, type SamplesOptions } from "./samples.ts";

/** How {@linkcode slider} draws. */
export interface SliderOptions extends SamplesOptions {
  /**
   * What stands above the slider, before the label of the picture shown.
   *
   * @default {""}
   */
  prefix?: string;
}

/**
 * One picture and a slider that changes it. The figure holds all pictures, so it works without a kernel, even
 * in an untrusted notebook.
 *
 * @param frames at least one picture, in the order of the slider
 * @param options title, size, and what stands above the slider
 * @returns the figure, with the first picture
 * @throws {RangeError} when there is no picture
 *
 * @example
 * ```ts
 * import * as figures from "@gan-clinic/gan-clinic/figures";
 * import { assertEquals } from "@std/assert";
 *
 * const frames = ["0 %", "50 %", "100 %"].map((label) => ({ label, png: "data:image/png;base64," }));
 * assertEquals(figures.slider(frames).layout.sliders?.[0]?.steps.length, 3);
 * ```
 */
export function slider(
  frames: readonly Sample[],
  { prefix = "", ...options }: SliderOptions = {},
): Figure {
  const [first] = frames;
  if (!first) throw new RangeError("Cannot draw a slider: it has no pictures");
  const figure = samples([{ label: "", png: first.png }], options), { layout } = figure;
  const room = 96;
  layout.height += room;
  layout.margin.b += room;
  layout.sliders = [{
    active: 0,
    x: 0,
    len: 1,
    pad: { t: 12 },
    currentvalue: { prefix, font: font() },
    font: font(11, paleInk),
    steps: frames.map(({ label, png }) => ({
      label,
      method: "relayout",
      args: [{ "images[0].source": png }],
    })),
  }];
  return figure;
}
