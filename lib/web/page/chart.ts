/// <reference lib="dom" />
/**
 * A small chart of two losses, as SVG: plotly.js would be 4.6 MB.
 *
 * @module
 */
import type { PageRun } from "../page_model.ts";
import { scaleFor } from "./scale.ts";

const width = 360, height = 210, left = 40, right = 74, top = 10, bottom = 24;

type Attributes = Record<string, string | number>;

function svg(tag: string, attributes: Attributes, text = ""): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.textContent = text;
  return element;
}

/** A loss as it is written beside its curve. */
const written = (value: number) => value >= 10 ? value.toFixed(1) : value.toFixed(3);

/**
 * Draws the losses of a run, D solid and G dashed, with their guide lines.
 *
 * @param run the run
 * @returns the chart
 */
export function chart(run: PageRun): SVGElement {
  const { dLoss, gLoss, guides, epochs, verdict } = run;
  const scale = scaleFor([...dLoss, ...gLoss, ...guides.map(({ value }) => value)]);
  const inner = width - left - right;
  const y = (value: number) => top + (1 - scale.place(value)) * (height - top - bottom);
  const x = (share: number) => left + share * inner;
  const chart = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  chart.setAttribute("aria-label", verdict);

  for (const tick of scale.ticks) {
    chart.append(
      svg("line", { class: "grid", x1: left, x2: x(1), y1: y(tick), y2: y(tick) }),
      svg("text", { class: "tick", x: left - 7, y: y(tick) + 4, "text-anchor": "end" }, `${tick}`),
    );
  }
  if (scale.log) chart.append(svg("text", { class: "tick", x: x(1) + 6, y: top + 4 }, "log scale"));
  for (const share of [0, 0.5, 1]) {
    const text = `${share === 1 ? "epoch " : ""}${share * epochs}`;
    chart.append(
      svg("text", { class: "tick", x: x(share), y: height - 6, "text-anchor": "middle" }, text),
    );
  }
  for (const { value, network } of guides) {
    const of = `of-${network.toLowerCase()}`, at = y(value);
    chart.append(svg("line", { class: `guide ${of}`, x1: left, x2: x(1), y1: at, y2: at }));
  }
  const curves = [["d", dLoss], ["g", gLoss]] as const;
  for (const [of, values] of curves) {
    const path = values.map((value, i) =>
      `${x((i + 0.5) / values.length).toFixed(1)},${y(value).toFixed(1)}`
    );
    chart.append(svg("polyline", { class: `curve of-${of}`, points: path.join(" ") }));
  }
  const ends = curves.map(([of, values]) => ({ of, value: values.at(-1)!, at: y(values.at(-1)!) }));
  const gap = 15 - Math.abs(ends[0]!.at - ends[1]!.at);
  ends.sort((a, b) => a.at - b.at);
  if (gap > 0) [ends[0]!.at, ends[1]!.at] = [ends[0]!.at - gap / 2, ends[1]!.at + gap / 2];
  for (const { of, value, at } of ends) {
    const text = `${of.toUpperCase()} ${written(value)}`;
    chart.append(svg("text", { class: `end of-${of}`, x: x(1) + 6, y: at + 4 }, text));
  }
  return chart;
}
