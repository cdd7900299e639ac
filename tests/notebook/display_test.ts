import * as figures from "../../lib/figures/mod.ts";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

import { show, showMarkdown, showTable } from "../../lib/notebook/mod.ts";
import { inKernel, printed } from "./_kernel.ts";

const figure = figures.curve({
  curves: [{ name: "tanh", f: Math.tanh }],
  range: [-2, 2],
  xTitle: "x",
  yTitle: "tanh(x)",
  title: "One curve",
});

Deno.test("show() gives the figure as Plotly's JSON, as a picture and in words", async () => {
  const [output] = await inKernel(() => show(figure));
  const { bundle } = output!;
  assertEquals(Object.keys(bundle), [
    "application/vnd.plotly.v1+json",
    "image/svg+xml",
    "text/plain",
  ]);
  const plotly = bundle["application/vnd.plotly.v1+json"] as unknown as typeof figure;
  assertEquals({ data: plotly.data, layout: plotly.layout }, figure);
  assert(bundle["image/svg+xml"]!.startsWith("<svg"));
  assertEquals(bundle["text/plain"], "figure: One curve; tanh(x); tanh");
});

Deno.test("show() prints the words outside a notebook", async () => {
  assertEquals(await printed(() => show(figure)), ["figure: One curve; tanh(x); tanh"]);
});

Deno.test("showMarkdown() carries the same text without marks", async () => {
  const [output] = await inKernel(() => showMarkdown("The D loss **settles** at `1.6265`."));
  assertEquals(output!.bundle, {
    "text/markdown": "The D loss **settles** at `1.6265`.",
    "text/plain": "The D loss settles at 1.6265.",
  });
});

Deno.test("showTable() aligns numbers to the right in Markdown and in plain text", async () => {
  const rows = [
    { repair: "none", loss: 1.62652, steps: 3432, settled: true },
    { repair: "one | twin", loss: -0.5, steps: 343, settled: false },
  ];
  const [output] = await inKernel(() => showTable(rows, { caption: "The ledger" }));
  assertEquals(output!.bundle["text/markdown"]!.split("\n"), [
    "**The ledger**",
    "",
    "| repair | loss | steps | settled |",
    "| :--- | ---: | ---: | :--- |",
    "| none | 1.627 | 3,432 | yes |",
    "| one \\| twin | \u22120.5000 | 343 | no |",
  ]);
  assertEquals(output!.bundle["text/plain"]!.split("\n"), [
    "The ledger",
    "repair         loss  steps  settled",
    "none          1.627  3,432  yes",
    "one | twin  \u22120.5000    343  no",
  ]);
});

Deno.test("showTable() shows a table without rows", async () => {
  const [output] = await inKernel(() => showTable([], { caption: "Nothing yet" }));
  assertStringIncludes(output!.bundle["text/plain"]!, "Nothing yet");
});
