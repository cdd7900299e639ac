/** Drops what no reader sees: empty groups, unused clip paths, and the marks of plotly.js's scripts. */
export function cleanSvg(svg: string): string {
  let text = svg
    .replaceAll(/ (?:class|data-\w+)="[^"]*"/g, "")
    .replaceAll(
      /(?:vector-effect: none|white-space: pre|(?:fill-|stroke-)?opacity: 1|stroke-miterlimit: 2); ?/g,
      "",
    )
    .replaceAll(/ style="\s*"/g, "")
    .replaceAll(
      /rgb\((\d+), (\d+), (\d+)\)/g,
      (_, ...rgb: string[]) =>
        "#" + rgb.slice(0, 3).map((v) => Number(v).toString(16).padStart(2, "0")).join(""),
    )
    .replaceAll(
      / (?:d|[xy][12]?|transform|points)="[^"]*"/g,
      (numbers) =>
        numbers.replaceAll(/-?\d+\.\d{3,}/g, (n) => String(Number(Number(n).toFixed(2)))),
    )
    .replaceAll(/<rect[^>]*fill-opacity: 0;[^>]*\/>/g, "");
  const used = new Set([...text.matchAll(/url\(#([\w-]+)\)/g)].map(([, id]) => id));
  text = text.replaceAll(
    /<clipPath[^>]*id="([\w-]+)"[^>]*>.*?<\/clipPath>/g,
    (path, id) => used.has(id) ? path : "",
  );
  for (let before = ""; before !== text;) {
    before = text;
    text = text
      .replaceAll(/<(g|defs|path)(?: (?!d=)[\w:-]+="[^"]*")*\/>/g, "")
      .replaceAll(/<(g|defs)(?: [\w:-]+="[^"]*")*><\/\1>/g, "")
      .replaceAll(/<path[^>]* d="M0,0"\/>/g, "");
  }
  return text;
}
