import { baseLayout, family, finish, ink, paleInk, width } from "./_style.ts";
import type { Figure } from "./figure.ts";

/** One row of {@linkcode strips}. */
export interface Strip {
  /** What drew it. */
  title: string;
  /** A remark below the title. */
  note: string;
  /** Its samples side by side: a PNG data URI. */
  png: string;
}

// In pixels.
const margin = { l: 14, r: 14, t: 8, b: 8 };
const inner = width - margin.l - margin.r, words = 190, gap = 10;

/**
 * Samples of several generators, a row each, so that the eye can go down a column.
 *
 * @param strips the rows, all of as many pictures
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
 * const figure = figures.strips([{ title: "07 momentum", note: "FID 67", png }], 2);
 * assertEquals(figure.layout.images?.length, 1);
 * ```
 */
export function strips(strips: readonly Strip[], count: number): Figure {
  const side = (inner - words) / count, row = side + gap, plot = Math.max(1, strips.length) * row;
  const figure: Figure = {
    data: [],
    layout: baseLayout(Math.round(plot + margin.t + margin.b), margin),
  };
  const { layout } = figure;
  // Without an axis plotly.js draws no picture.
  const hidden = { visible: false, range: [0, 1] as [number, number], fixedrange: true };
  layout.xaxis = hidden;
  layout.yaxis = hidden;
  const paper = { xref: "paper", yref: "paper" } as const;
  strips.forEach(({ title, note, png }, i) => {
    const top = 1 - i * row / plot, middle = top - side / 2 / plot;
    layout.images!.push({
      source: png,
      ...{ ...paper, x: words / inner, y: top, sizex: 1 - words / inner, sizey: side / plot },
      ...{ xanchor: "left", yanchor: "top", sizing: "stretch", layer: "below" },
    });
    const text = { ...paper, x: 0, y: middle, showarrow: false, xanchor: "left" } as const;
    layout.annotations!.push(
      {
        ...text,
        text: `<b>${title}</b>`,
        yanchor: "bottom",
        font: { family, size: 14, color: ink },
      },
      { ...text, text: note, yanchor: "top", font: { family, size: 12, color: paleInk } },
    );
  });
  return finish(figure);
}
