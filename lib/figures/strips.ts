import { finish, newPictureFigure } from "./_layout.ts";
import { annotation, picture } from "./_marks.ts";
import { font, paleInk, width } from "./_style.ts";
import type { Figure } from "./figure.ts";

/** One row of {@linkcode strips}. */
export interface Strip {
  /** The name of the generator. */
  title: string;
  /** A remark below the title. */
  note: string;
  /** Its samples side by side: a PNG data URI. */
  png: string;
}

// In pixels.
const margin = { l: 14, r: 14, t: 8, b: 8 };
const inner = width - margin.l - margin.r, words = 200, gap = 10;

/**
 * Samples of several generators, one row each, for comparison down the columns.
 *
 * @param strips the rows, all with the same number of pictures
 * @param count how many pictures stand side by side
 * @returns the figure
 *
 * @example
 * ```ts
 * import * as figures from "@gan-clinic/gan-clinic/figures";
 * import { imagesToDataUri } from "@gan-clinic/gan-clinic/data";
 * import { assertEquals } from "@std/assert";
 *
 * const png = imagesToDataUri(new Float32Array(2 * 784), { columns: 2 });
 * const figure = figures.strips([{ title: "07 momentum", note: "distance 67", png }], 2);
 * assertEquals(figure.layout.images?.length, 1);
 * ```
 */
export function strips(strips: readonly Strip[], count: number): Figure {
  const side = (inner - words) / count, row = side + gap, plot = Math.max(1, strips.length) * row;
  const figure = newPictureFigure(Math.round(plot + margin.t + margin.b), margin);
  const { annotations, images } = figure.layout;
  strips.forEach(({ title, note, png }, i) => {
    const left = words / inner, top = 1 - i * row / plot, high = side / plot;
    const middle = top - side / 2 / plot;
    images.push(picture(png, [left, top], [1 - left, high], { sizing: "stretch" }));
    annotations.push(
      annotation(`<b>${title}</b>`, 0, middle, {
        yanchor: "bottom",
        align: "left",
        font: font(14),
      }),
      annotation(note, 0, middle, { yanchor: "top", align: "left", font: font(12, paleInk) }),
    );
  });
  return finish(figure);
}
