/** The part of a DOM node that is read here: Deno itself has no such types. */
export interface SvgNode {
  nodeType: number;
  nodeValue: string | null;
  tagName: string;
  childNodes: Iterable<SvgNode>;
  parentElement: SvgNode | null;
  getAttribute(name: string): string | null;
}

/** A rectangle in the form of a `DOMRect`. */
export interface Box {
  x: number;
  y: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  width: number;
  height: number;
}

interface Look {
  size: number;
  bold: boolean;
}

/** How wide Helvetica's (and Arial's) ASCII letters are, from the space on, in 1/1000 of the size. */
// deno-fmt-ignore
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722,
  778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556,
  278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260,
  334, 584,
];
const otherLetter = 600;
const boldness = 1.06;
const lineHeight = 1.3;
const ascent = 0.9;

const isElement = (node: SvgNode) => node.nodeType === 1;

const styleOf = (element: SvgNode, name: string): string =>
  new RegExp(`(?:^|;)\\s*${name}:\\s*([^;]+)`).exec(element.getAttribute("style") ?? "")?.[1] ?? "";

function lookOf(element: SvgNode, parent: Look): Look {
  const size = styleOf(element, "font-size"), weight = styleOf(element, "font-weight");
  return {
    size: size.endsWith("%")
      ? parent.size * parseFloat(size) / 100
      : parseFloat(size) || parent.size,
    bold: weight ? weight === "bold" || Number(weight) >= 600 : parent.bold,
  };
}

function inheritedLook(element: SvgNode): Look {
  const parent = element.parentElement;
  return lookOf(element, parent ? inheritedLook(parent) : { size: 12, bold: false });
}

function lineWidth(node: SvgNode, look: Look): number {
  if (isElement(node)) {
    return [...node.childNodes].reduce(
      (sum, child) => sum + lineWidth(child, isElement(child) ? lookOf(child, look) : look),
      0,
    );
  }
  const letters = [...node.nodeValue ?? ""].filter((letter) => letter !== "\u200b");
  const sum = letters.reduce((s, l) => s + (widths[l.charCodeAt(0) - 32] ?? otherLetter), 0);
  return sum * look.size / 1000 * (look.bold ? boldness : 1);
}

const box = (left: number, top: number, right: number, bottom: number): Box => ({
  ...{ x: left, y: top, left, top, right, bottom },
  ...{ width: right - left, height: bottom - top },
});

const around = (points: (readonly [number, number])[]): Box => {
  const xs = points.map(([x]) => x), ys = points.map(([, y]) => y);
  return box(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
};

const corners = ({ left, top, right, bottom }: Box): [number, number][] => [
  [left, top],
  [right, top],
  [left, bottom],
  [right, bottom],
];

/** Applies `translate(...)` and `rotate(...)`, the last of them first. */
function transformed(b: Box, transform: string | null): Box {
  for (const [, kind, list] of [...(transform ?? "").matchAll(/(\w+)\(([^)]*)\)/g)].reverse()) {
    const [a = 0, x0 = 0, y0 = 0] = list!.split(/[ ,]+/).map(Number);
    if (kind === "translate") b = around(corners(b).map(([x, y]) => [x + a, y + x0]));
    if (kind === "rotate") {
      const sin = Math.sin(a * Math.PI / 180), cos = Math.cos(a * Math.PI / 180);
      b = around(
        corners(b).map(([x, y]) => [
          x0 + cos * (x - x0) - sin * (y - y0),
          y0 + sin * (x - x0) + cos * (y - y0),
        ]),
      );
    }
  }
  return b;
}

/** Where the text in an SVG element stands, before the element's own transform. */
export function textBox(element: SvgNode): Box {
  const children = [...element.childNodes].filter(isElement);
  if (element.tagName !== "text") {
    const boxes = children
      .map((child) => transformed(textBox(child), child.getAttribute("transform")))
      .filter((b) => b.width > 0);
    return boxes.length === 0 ? box(0, 0, 0, 0) : around(boxes.flatMap(corners));
  }
  const look = inheritedLook(element);
  const lines = children.filter((child) => child.getAttribute("class") === "line");
  const rows = lines.length > 0 ? lines : [element];
  const width = Math.max(...rows.map((row) => lineWidth(row, lookOf(row, look))));
  const height = look.size * (1.2 + lineHeight * (rows.length - 1));
  const anchor = element.getAttribute("text-anchor") ?? styleOf(element, "text-anchor");
  const share = anchor === "middle" ? 0.5 : anchor === "end" ? 1 : 0;
  const left = (Number(element.getAttribute("x")) || 0) - share * width;
  const top = (Number(element.getAttribute("y")) || 0) - ascent * look.size;
  return box(left, top, left + width, top + height);
}
