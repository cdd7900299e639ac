import type { Draft, Panel } from "./_layout.ts";
import { colorOf, font, ink, paleInk, place } from "./_style.ts";
import type { Annotation, LayoutImage, Shape } from "./figure.ts";
import type { Guide } from "./guides.ts";

const paper = { xref: "paper", yref: "paper", xanchor: "left" } as const;
const contained = { yanchor: "top", sizing: "contain", layer: "below" } as const;

type Text = Partial<Annotation>;

/** A text at shares of the plotting area, to the right of that point unless told. */
export function annotation(text: string, x: number, y: number, more: Text = {}): Annotation {
  return { ...paper, yanchor: "middle", text, x, y, showarrow: false, font: font(), ...more };
}

/** What an {@link annotation} needs to be a remark below its point. */
export const below = (yshift: number): Text => ({
  yanchor: "top",
  yshift,
  font: font(13, paleInk),
});

/** The title above a panel. */
export function panelTitle({ x, y }: Panel, title: string, more: Text = {}): Annotation {
  const above = { yanchor: "bottom", yshift: 6, font: font(14) } as const;
  return annotation(`<b>${title}</b>`, x[0], y[1], { ...above, ...more });
}

/** A picture, by its upper left corner and its size as shares of the plotting area. */
export function picture(
  source: string,
  [x, y]: readonly [number, number],
  [sizex, sizey]: readonly [number, number],
  more: Partial<LayoutImage> = {},
): LayoutImage {
  return { ...paper, ...contained, source, x, y, sizex, sizey, ...more };
}

/** A line across a panel, in its network's colour or else in that of the texts. */
type GuideLine = Omit<Guide, "network"> & Partial<Guide>;

/** Draws a dotted line across a panel. */
export function addGuideLine(
  { layout }: Draft,
  { id }: { id: string },
  { value, network }: GuideLine,
  look: Partial<Shape> = { layer: "below" },
): void {
  const refs = { xref: `x${id} domain`, yref: `y${id}` };
  const line = { color: network ? colorOf(network) : ink, width: 1.2, dash: "dot" };
  layout.shapes.push({ type: "line", ...refs, x0: 0, x1: 1, y0: value, y1: value, line, ...look });
}

/** Draws a dotted line across a panel, with its text at the left end unless told. */
export function addGuide(
  figure: Draft,
  panel: { id: string; logScale?: boolean },
  guide: GuideLine,
  text: Text,
  look?: Partial<Shape>,
): void {
  addGuideLine(figure, panel, guide, look);
  const { id, logScale = false } = panel, { value, label, network } = guide;
  const style = {
    xref: `x${id} domain`,
    yref: `y${id}`,
    font: font(12, network ? colorOf(network) : ink),
  };
  figure.layout.annotations.push(
    annotation(label, 0, place(value, logScale), { ...style, ...text }),
  );
}

/** A text to stand at the right end of a curve. */
export interface EndLabel {
  text: string;
  color: string;
  /** Where the curve ends, as a share of the panel's height. */
  end: number;
}

/** Writes at the right end of each curve, moving texts apart that would overlap. */
export function addEndLabels(figure: Draft, { x, y }: Panel, labels: EndLabel[], xshift: number) {
  const { layout } = figure;
  const pixels = (layout.height - layout.margin.t - layout.margin.b) * (y[1] - y[0]);
  const wanted = labels.map(({ end }) => Number.isFinite(end) ? end * pixels : pixels);
  const spots = spread(wanted, 17, 6, pixels - 6);
  labels.forEach(({ text, color }, i) => {
    const style = { xshift, yshift: Math.round(spots[i]!), font: font(13, color) };
    layout.annotations.push(annotation(text, x[1], y[0], style));
  });
}

/** Moves labels apart: centres that keep their order and stay at least `gap` pixels from each other. */
function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = wanted.map((v) => Math.min(high, Math.max(low, v)));
  // A few rounds of pushing neighbours apart by equal amounts, then back into the frame.
  for (let round = 0; round < 50; round++) {
    for (let k = 1; k < order.length; k++) {
      const below = order[k - 1]!, above = order[k]!;
      const overlap = gap - (placed[above]! - placed[below]!);
      if (overlap > 0) {
        placed[below]! -= overlap / 2;
        placed[above]! += overlap / 2;
      }
    }
    for (const i of order) placed[i] = Math.min(high, Math.max(low, placed[i]!));
  }
  return placed;
}
