/**
 * What a cell shows: figures and text.
 *
 * Every function waits until the kernel has sent its display: an output that is sent after its cell has
 * ended is lost. Outside a notebook each prints its plain text.
 *
 * @module
 */
import type { Figure } from "../figures/figure.ts";
import { emit } from "./_emit.ts";
import { plainText } from "./_plain_text.ts";
import { renderSvg } from "./svg.ts";

/** What a notebook can show for one output: one form per media type. */
export type MediaBundle = Record<string, string | object>;

/**
 * Makes the bundle that shows a figure: interactive where Plotly is, a picture elsewhere.
 *
 * @param figure what to show
 * @returns Plotly's JSON, an SVG picture and one line of words
 * @throws {Error} when it cannot be drawn
 */
export async function figureBundle(figure: Figure): Promise<MediaBundle> {
  return {
    "application/vnd.plotly.v1+json": {
      data: figure.data,
      layout: figure.layout,
      config: { displaylogo: false, responsive: false },
    },
    "image/svg+xml": await renderSvg(figure),
    "text/plain": describe(figure),
  };
}

/** A figure in one line of words: what is written in it. */
function describe({ layout }: Figure): string {
  const texts = [
    layout.title?.text,
    layout.yaxis?.title?.text,
    ...(layout.annotations ?? []).map((annotation) => annotation.text),
  ];
  const words = texts.map((text) => plainText(text ?? "").trim()).filter((text) => text !== "");
  return `figure: ${words.join("; ")}`;
}

/**
 * Shows a figure: interactive in JupyterLab, an SVG picture where Plotly is missing.
 *
 * @param figure what to show
 * @throws {Error} when it cannot be drawn
 */
export async function show(figure: Figure): Promise<void> {
  await emit(await figureBundle(figure));
}

/**
 * Shows Markdown.
 *
 * @param markdown the text
 *
 * @example Outside a notebook the text is printed
 * ```ts no-assert
 * import { showMarkdown } from "@gan-clinic/gan-clinic/notebook";
 *
 * await showMarkdown("The D loss **settles**.");
 * ```
 */
export async function showMarkdown(markdown: string): Promise<void> {
  await emit({ "text/markdown": markdown, "text/plain": plainText(markdown) });
}
