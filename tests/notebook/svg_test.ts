import * as figures from "../../lib/figures/mod.ts";
import {
  assert,
  assertEquals,
  assertFalse,
  assertLess,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import type { Figure } from "../../lib/figures/mod.ts";
import { History } from "../../lib/gan/history.ts";
import { imagesToDataUri } from "../../lib/data/images.ts";
import { closeRenderer, renderSvg } from "../../lib/notebook/svg.ts";

const history = new History({ recipe: "asAsked", seed: 1, stepsPerEpoch: 100 });
for (let step = 0; step < 800; step++) {
  const rest = Math.exp(-step / 100);
  history.push({ dLoss: 1.6 - rest, gLoss: 0.3 + rest, dReal: 1 - rest / 2, dFake: 1 - rest });
}

Deno.test("renderSvg() draws curves, ticks and labels", async () => {
  const svg = await renderSvg(figures.loss(history, { title: "Both losses" }));
  assert(svg.startsWith("<svg ") && svg.endsWith("</svg>"));
  for (const text of [">Both losses<", ">epoch<", ">loss in nats<", ">D loss<", ">8<"]) {
    assertStringIncludes(svg, text);
  }
  assert((svg.match(/<path[^>]* d="M[^"]{200,}"/g) ?? []).length >= 4, "curves are missing");
});

Deno.test("renderSvg() keeps a training frame with samples below 100 kB", async () => {
  const noise = Float32Array.from({ length: 25 * 784 }, (_, i) => (i * 7919 % 1009) / 1009);
  const samples = imagesToDataUri(noise, { padding: 2 });
  const svg = await renderSvg(figures.training(history, { samples, progress: "epoch 8.0 of 8" }));
  assertStringIncludes(svg, samples);
  assertLess(svg.length, 100_000);
});

Deno.test("renderSvg() draws pictures where no data is", async () => {
  const png = imagesToDataUri(new Float32Array(784));
  assertStringIncludes(await renderSvg(figures.samples([{ label: "epoch 1", png }])), png);
});

Deno.test("renderSvg() leaves no clip path that nobody names, and loses none that is named", async () => {
  const svg = await renderSvg(figures.loss(history));
  const defined = [...svg.matchAll(/<clipPath[^>]*id="([^"]+)"/g)].map(([, id]) => id);
  const named = new Set([...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id));
  assertEquals(new Set(defined), named);
  assertFalse(svg.includes("<g/>"));
});

Deno.test("renderSvg() draws several figures at once, each its own", async () => {
  const titles = ["one", "two", "three"];
  const svgs = await Promise.all(
    titles.map((title) => renderSvg(figures.loss(history, { title }))),
  );
  svgs.forEach((svg, i) => assertStringIncludes(svg, `>${titles[i]}<`));
});

Deno.test("renderSvg() rejects a figure that plotly.js cannot draw, and goes on", async () => {
  await assertRejects(
    () => renderSvg(null as unknown as Figure),
    Error,
    "Cannot draw a figure",
  );
  assertStringIncludes(await renderSvg(figures.loss(history)), "<svg");
});

Deno.test("renderSvg() gives up at the time limit, and the next call starts afresh", async () => {
  await assertRejects(
    () => renderSvg(figures.loss(history), { timeLimit: 1 }),
    Error,
    "Cannot draw a figure: no picture within 0.001 s",
  );
  assertStringIncludes(await renderSvg(figures.loss(history)), "<svg");
});

Deno.test("closeRenderer() rejects what is not drawn yet", async () => {
  const drawing = renderSvg(figures.loss(history));
  closeRenderer();
  await assertRejects(() => drawing, Error, "the renderer was closed");
});

Deno.test("renderSvg() does not keep a program from ending", async () => {
  const url = (path: string) => JSON.stringify(new URL(`../../lib/${path}`, import.meta.url).href);
  const code = `
    const { renderSvg } = await import(${url("notebook/svg.ts")});
    const figures = await import(${url("figures/mod.ts")});
    console.log((await renderSvg(figures.samples([]))).slice(0, 4));`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", ...configArgs(), code],
    signal: AbortSignal.timeout(30_000),
    stdout: "piped",
  });
  const { success, stdout } = await child.output();
  assert(success, "the program had to be ended");
  assertEquals(new TextDecoder().decode(stdout).trim(), "<svg");
});

/** The child needs the same import map; with the local config where that is in use. */
function configArgs(): string[] {
  const root = new URL("../../", import.meta.url);
  for (const name of ["deno.offline.json", "deno.json"]) {
    try {
      return ["--config", Deno.realPathSync(new URL(name, root))];
    } catch { /* the next one */ }
  }
  return [];
}
