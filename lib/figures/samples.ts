import { finish, newPictureFigure } from "./_layout.ts";
import { annotation, below, picture } from "./_marks.ts";
import { width } from "./_style.ts";
import type { Figure } from "./figure.ts";

/** One picture of {@linkcode samples}. */
export interface Sample {
  /** What stands above it. */
  label: string;
  /** A PNG data URI. */
  png: string;
  /** A remark below it. */
  note?: string;
}

/** How {@linkcode samples} draws. */
export interface SamplesOptions {
  /** What stands above the figure. */
  title?: string;
  /**
   * Height of the pictures divided by their width.
   *
   * @default {1}
   */
  aspect?: number;
  /**
   * Greatest width of a picture in pixels.
   *
   * @default {260}
   */
  size?: number;
}

/**
 * Pictures side by side, for instance sample grids of several epochs.
 *
 * @param samples the pictures with their labels
 * @param options title and form
 * @returns the figure
 */
export function samples(samples: readonly Sample[], options: SamplesOptions = {}): Figure {
  const { title, aspect = 1, size = 260 } = options;
  const gap = 16, margin = { l: 14, r: 14, t: (title ? 42 : 6) + 28, b: 14 };
  if (samples.some((sample) => sample.note)) margin.b = 34;
  const count = Math.max(1, samples.length), inner = width - margin.l - margin.r;
  const side = Math.min(size, (inner - gap * (count - 1)) / count);
  const height = Math.round(side * aspect + margin.t + margin.b);
  const figure = newPictureFigure(height, margin, title), { annotations, images } = figure.layout;
  samples.forEach(({ label, png, note }, i) => {
    const x = i * (side + gap) / inner, share = side / inner, middle = x + share / 2;
    const above = { xanchor: "center", yanchor: "bottom", yshift: 4 } as const;
    images.push(picture(png, [x, 1], [share, 1]));
    annotations.push(annotation(label, middle, 1, above));
    if (note) annotations.push(annotation(note, middle, 0, { ...below(-6), xanchor: "center" }));
  });
  return finish(figure);
}
