import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { curveFigure } from "../../lib/figures/mod.ts";
import { History } from "../../lib/mod.ts";
import { show, showMarkdown, showTable, verdict } from "../../lib/notebook/mod.ts";
import { inKernel, printed } from "./_kernel.ts";

const figure = curveFigure({
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

Deno.test("verdict() says in words whether it holds", async () => {
  const [yes, no] = await inKernel(async () => {
    await verdict(true, "The D loss settles at **1.6265**.");
    await verdict(false, "The G loss rises.");
  });
  assertEquals(yes!.bundle["text/plain"], "verdict: as expected: The D loss settles at 1.6265.");
  assertEquals(no!.bundle["text/plain"], "verdict: not as expected: The G loss rises.");
  assertStringIncludes(no!.bundle["text/markdown"]!, "Not as expected.");
});

Deno.test("verdict() knows nothing yet of a run that ended early, unless it holds already", async () => {
  const history = new History({ recipe: "asAsked", seed: 1, stepsPerEpoch: 2 });
  for (let i = 0; i < 3; i++) history.push({ dLoss: 1, gLoss: 1, dReal: 1, dFake: 1 });
  const outputs = await inKernel(async () => {
    await verdict(false, "It settles.", { history, epochs: 2 });
    await verdict(true, "It settles.", { history, epochs: 2 });
    await verdict(() => false, "It settles.", { history, epochs: 1.5 });
  });
  assertEquals(outputs.map(({ bundle }) => bundle["text/plain"]), [
    "verdict: not yet known: It settles.",
    "verdict: as expected: It settles.",
    "verdict: not as expected: It settles.",
  ]);
  assertStringIncludes(
    outputs[0]!.bundle["text/markdown"]!,
    "the run ended at epoch 1.5; this takes 2",
  );
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
