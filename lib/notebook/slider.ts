/**
 * A picture with a slider.
 *
 * @module
 */
import * as figures from "../figures/mod.ts";
import type { Sample } from "../figures/samples.ts";
import type { SliderOptions } from "../figures/slider.ts";
import { emit } from "./_emit.ts";
import { figureBundle } from "./display.ts";
import { renderSvg } from "./svg.ts";

/** How {@linkcode showSlider} shows. */
export interface ShowSliderOptions extends SliderOptions {
  /**
   * How many pictures stand side by side where Plotly is missing.
   *
   * @default {7}
   */
  stills?: number;
}

/**
 * Shows a picture that a slider changes: in JupyterLab without a kernel, and in a notebook that is not trusted. Where
 * Plotly is missing, some of the pictures stand side by side instead.
 *
 * @param frames the pictures, in the order of the slider
 * @param options title, size, what stands above the slider, and how many stand in for it
 * @throws {Error} when they cannot be drawn
 */
export async function showSlider(
  frames: readonly Sample[],
  { stills = 7, ...options }: ShowSliderOptions = {},
): Promise<void> {
  const bundle = await figureBundle(figures.slider(frames, options));
  const last = frames.length - 1, count = Math.min(stills, frames.length);
  const strip = Array.from(
    { length: count },
    (_, i) => frames[count > 1 ? Math.round(i * last / (count - 1)) : 0]!,
  );
  const { title, aspect } = options;
  const svg = await renderSvg(
    figures.samples(strip, { ...(title && { title }), ...(aspect && { aspect }) }),
  );
  const words = `slider: ${title ?? ""} (${frames[0]!.label} to ${frames[last]!.label})`;
  await emit({ ...bundle, "image/svg+xml": svg, "text/plain": words });
}
