/**
 * The Worker behind {@linkcode renderSvg}: plotly.js on a page without a screen.
 *
 * @module
 */
import { parentPort } from "node:worker_threads";
import { JSDOM } from "jsdom";
import plotlyScript from "plotly.js-dist" with { type: "text" };
import type { Figure } from "../figures/figure.ts";
import { cleanSvg } from "./_clean_svg.ts";
import { type SvgNode, textBox } from "./_text_box.ts";

/** What the Worker is asked. */
export interface SvgRequest {
  /** Comes back with the answer. */
  id: number;
  /** What to draw. */
  figure: Figure;
}

/** What the Worker answers. */
export interface SvgReply {
  /** The request's. */
  id: number;
  /** The picture, or nothing when it failed. */
  svg?: string;
  /** Why it failed. */
  error?: string;
}

interface Plotly {
  newPlot(div: SvgNode, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
  purge(div: SvgNode): void;
  Snapshot: { toSVG(div: SvgNode, format: "svg"): string };
}

/** jsdom has no layout engine: plotly.js gets the few measures that it asks for from here. */
function openPage() {
  const { window } = new JSDOM("<!doctype html><body></body>", {
    runScripts: "outside-only",
    pretendToBeVisual: true,
  });
  Object.assign(window, { TextEncoder, TextDecoder, fetch, structuredClone });
  window.URL.createObjectURL = () => "";
  window.HTMLCanvasElement.prototype.getContext = () => null;
  const svg = window.SVGElement.prototype;
  svg.getBBox = svg.getBoundingClientRect = function (this: SvgNode) {
    return textBox(this);
  };
  svg.getComputedTextLength = function (this: SvgNode) {
    return textBox(this).width;
  };
  return window;
}

const window = openPage();
// A script, not a module: it wants to run inside the page.
window.eval(plotlyScript);
const plotly: Plotly = window.Plotly;
const div: SvgNode = window.document.body.appendChild(window.document.createElement("div"));

async function draw(figure: Figure): Promise<string> {
  await plotly.newPlot(div, figure.data, figure.layout, { staticPlot: true });
  try {
    return cleanSvg(plotly.Snapshot.toSVG(div, "svg"));
  } finally {
    plotly.purge(div);
  }
}

async function answer({ id, figure }: SvgRequest): Promise<void> {
  let reply: SvgReply;
  try {
    reply = { id, svg: await draw(figure) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    reply = { id, error: `Cannot draw a figure: ${reason}` };
  }
  parentPort!.postMessage(reply);
}

// All figures are drawn in the same element, so one after the other.
let last = Promise.resolve();
parentPort!.on("message", (request: SvgRequest) => {
  last = last.then(() => answer(request));
});
