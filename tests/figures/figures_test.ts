import * as figures from "../../lib/figures/mod.ts";
import {
  assert,
  assertAlmostEquals,
  assertEquals,
  assertLess,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import {
  bins,
  type Figure,
  type Guide,
  type LedgerFigureRow,
  type ScatterTrace,
} from "../../lib/figures/mod.ts";
import { History } from "../../lib/gan/history.ts";

const png = "data:image/png;base64,AAAA";
const guides: Guide[] = [
  { value: 1.62652, label: "softplus(−1) + softplus(1) = 1.6265", network: "D" },
  { value: 0.31326, label: "softplus(−1) = 0.3133", network: "G" },
];

/** A run whose losses move towards the guides. */
function run(epochs: number, stepsPerEpoch = 429): History {
  const history = new History({ recipe: "asAsked", seed: 1, stepsPerEpoch });
  for (let step = 0; step < epochs * stepsPerEpoch; step++) {
    const rest = Math.exp(-step / stepsPerEpoch), wave = 0.01 * Math.sin(step);
    history.push({
      dLoss: 1.62652 - 0.3 * rest + wave,
      gLoss: 0.31326 + 0.2 * rest + wave,
      dReal: 1 - 0.4 * rest,
      dFake: 1 - 0.5 * rest,
    });
  }
  return history;
}

const lines = (figure: Figure) =>
  figure.data.filter((trace): trace is ScatterTrace => trace.type === "scatter");
const named = (figure: Figure) => lines(figure).filter((trace) => trace.name !== undefined);
const texts = (figure: Figure) =>
  (figure.layout.annotations ?? []).map(({ text }) => text.replaceAll(/<[^>]*>/g, ""));
const lastX = (trace: ScatterTrace) => trace.x0! + (trace.y.length - 1) * trace.dx!;

/** A row of the ledger's figure. */
const row = (number: string, epochs: number, median: number): LedgerFigureRow => ({
  number,
  title: "as asked",
  note: "two<br>discriminators",
  history: run(epochs, 39),
  samples: png,
  distance: { median, min: median - 5, max: median + 5 },
  floor: 1.2,
});

const all: Record<string, () => Figure> = {
  loss: () => figures.loss(run(8), { guides, title: "Losses" }),
  "figures.loss of 200 epochs": () => figures.loss(run(200), { guides }),
  "figures.loss of three runs": () =>
    figures.loss(["1", "2", "3"].map((label) => ({ label, history: run(8) })), { guides }),
  "figures.loss on a log scale": () => figures.loss(run(8), { logScale: true }),
  training: () => figures.training(run(8), { guides, samples: png, progress: "epoch 1" }),
  "figures.training of no step": () => figures.training(run(0), { guides, epochs: 8 }),
  question: () => figures.question({ noise: png, generated: png, history: run(8) }),
  compare: () =>
    figures.compare({ label: "before", history: run(8) }, { label: "after", history: run(4) }, {
      guidesBefore: guides,
    }),
  histogram: () => figures.histogram({ panels: [{ title: "h", ...bins([1, 2, 3]) }] }),
  bars: () => figures.bars({ bars: [{ label: "a", value: 1 }], yTitle: "size" }),
  samples: () => figures.samples([{ label: "epoch 1", png }]),
  ledger: () => figures.ledger([row("01", 20, 500), row("02", 20, 100), row("03", 40, 60)]),
  "figures.ledger of no row": () => figures.ledger([]),
  curve: () =>
    figures.curve({
      curves: [{ name: "tanh", f: Math.tanh }],
      range: [-2, 2],
      xTitle: "x",
      yTitle: "y",
    }),
};

for (const [name, make] of Object.entries(all)) {
  Deno.test(`${name} is pure JSON below 60 kB`, () => {
    const figure = make(), json = JSON.stringify(figure);
    assertLess(json.length, 60_000);
    assertEquals(JSON.parse(json), figure);
  });

  Deno.test(`${name} has an axis for everything that it draws`, () => {
    const { layout, data } = make();
    for (const axis of ["x", "y"] as const) {
      for (const trace of data) {
        const id = (axis === "x" ? trace.xaxis : trace.yaxis)?.slice(1) ?? "";
        assert(layout[`${axis}axis${id}`], `no axis ${axis}${id}`);
      }
    }
  });
}

Deno.test("figures.loss() draws each loss lightly by steps and boldly by means", () => {
  const figure = figures.loss(run(8));
  const [dMean, gMean] = named(figure);
  assertEquals([dMean!.name, gMean!.name], ["D loss", "G loss"]);
  assertEquals(lines(figure).length, 4);
  assertAlmostEquals(lastX(dMean!), 8, 0.1);
  assertAlmostEquals(dMean!.y.at(-1)!, 1.6265, 0.01);
  assertAlmostEquals(gMean!.y.at(-1)!, 0.3133, 0.01);
});

Deno.test("figures.loss() keeps a single spike visible in a long run", () => {
  const history = run(100);
  history.columns.dLoss[20_000] = 9;
  const steps = lines(figures.loss(history)).find((trace) => trace.y.includes(9));
  assert(steps, "the spike is gone");
  const x = steps.x0! + steps.y.indexOf(9) * steps.dx!;
  assertAlmostEquals(x, 20_000 / 429, 0.5);
});

Deno.test("figures.loss() draws a thinned history like the full one", () => {
  const full = named(figures.loss(run(50)))[0]!, thin = named(figures.loss(run(50).thin(11)))[0]!;
  assertAlmostEquals(lastX(full), lastX(thin), 0.3);
  assertAlmostEquals(full.y.at(-1)!, thin.y.at(-1)!, 0.01);
});

Deno.test("figures.loss() puts ends of the curves and guides into words, all at the right", () => {
  const { annotations = [] } = figures.loss(run(8), { guides }).layout;
  const words = annotations.map(({ text }) => text.replaceAll(/<[^>]*>/g, ""));
  assertStringIncludes(words[0]!, "D loss 1.62");
  assertStringIncludes(words[1]!, "G loss 0.31");
  assertEquals(words.slice(2), guides.map(({ label }) => `\u2508 ${label}`));
  assert(annotations.every(({ x, xanchor }) => x === 1 && xanchor === "left"));
});

Deno.test("figures.loss() by steps draws every step, boldly, along an axis of steps", () => {
  const history = run(8).last(30), figure = figures.loss(history, { bySteps: true });
  assertEquals(figure.layout.xaxis!.title!.text, "step");
  assertEquals(figure.layout.xaxis!.range, [0, 30]);
  assertEquals(lines(figure).map(({ y }) => y.length), [30, 30]);
  assertAlmostEquals(lastX(lines(figure)[0]!), 30, 1);
});

Deno.test("figures.compare() gives each run the length that it has", () => {
  const [short, long] = [{ label: "a", history: run(2) }, { label: "b", history: run(8) }];
  const { layout } = figures.compare(short!, long!);
  assertEquals([layout.xaxis!.range, layout.xaxis2!.range], [[0, 2], [0, 8]]);
});

Deno.test("figures.loss() shows every guide inside the axis range", () => {
  for (const logScale of [false, true]) {
    const { layout } = figures.loss(run(8), { guides, logScale });
    const [low, high] = layout.yaxis!.range!;
    for (const { value } of guides) {
      const place = logScale ? Math.log10(value) : value;
      assert(low < place && place < high);
    }
  }
});

Deno.test("figures.loss() keeps the labels of curves that end together apart", () => {
  const figure = figures.loss(["1", "2", "3"].map((label) => ({ label, history: run(8) })));
  const heights = figure.layout.annotations!.map((a) => a.yshift!).sort((a, b) => a - b);
  assertEquals(heights.length, 6);
  for (let i = 1; i < heights.length; i++) assert(heights[i]! - heights[i - 1]! >= 15);
});

Deno.test("figures.loss() survives losses that are not finite", () => {
  const history = run(1);
  history.push({ dLoss: NaN, gLoss: Infinity, dReal: 1, dFake: 0 });
  const { layout } = figures.loss(history);
  assert(layout.yaxis!.range!.every(Number.isFinite));
  assert(layout.annotations!.every((a) => Number.isFinite(a.yshift)));
});

Deno.test("figures.training() shows samples, progress and the epochs still to come", () => {
  const figure = figures.training(run(2), { samples: png, progress: "epoch 2 of 8", epochs: 8 });
  assertEquals(figure.layout.title!.text, "epoch 2 of 8");
  assertEquals(figure.layout.images!.map((image) => image.source), [png]);
  assertEquals(figure.layout.xaxis!.range, [0, 8]);
  assertEquals(named(figure).map((trace) => trace.name), [
    "D loss",
    "G loss",
    "D(real)",
    "D(fake)",
  ]);
});

Deno.test("figures.question() plots the last value of each epoch, D red and G blue", () => {
  const history = run(5);
  const [d, g] = lines(figures.question({ noise: png, generated: png, history }));
  assertEquals(d!.y.length, 5);
  d!.y.forEach((v, i) => assertAlmostEquals(v, history.epochEnds.dLoss[i]!, 1e-4));
  g!.y.forEach((v, i) => assertAlmostEquals(v, history.epochEnds.gLoss[i]!, 1e-4));
  assertEquals([d!.x0, d!.dx], [1, 1]);
  const rgb = (trace: ScatterTrace) =>
    [1, 3, 5].map((at) => parseInt(trace.line!.color.slice(at, at + 2), 16));
  assert(rgb(d!)[0]! > rgb(d!)[2]!, "D is not red");
  assert(rgb(g!)[2]! > rgb(g!)[0]!, "G is not blue");
});

Deno.test("figures.compare() shows both runs on the same scale of losses", () => {
  const { layout } = figures.compare(
    { label: "before", history: run(8) },
    { label: "after", history: run(4) },
  );
  assertEquals(layout.yaxis!.range, layout.yaxis2!.range);
});

Deno.test("bins() counts each value once", () => {
  const values = [-5, 0, 0.1, 0.5, 0.99, 1, 7, NaN];
  const { counts, edges } = bins(values, { bins: 4, range: [0, 1] });
  assertEquals(counts, [3, 0, 1, 3]);
  assertEquals(edges, [0, 0.25, 0.5, 0.75, 1]);
});

Deno.test("bins() spans the values unless told, even when all are equal", () => {
  assertEquals(bins([2, 4], { bins: 2 }), { counts: [1, 1], edges: [2, 3, 4] });
  assertEquals(bins([3, 3], { bins: 1 }), { counts: [2], edges: [2.5, 3.5] });
  assertEquals(bins([], { bins: 1 }).counts, [0]);
});

Deno.test("bins() refuses bins and ranges that are none", () => {
  assertThrows(() => bins([1], { bins: 0 }), RangeError, "got 0");
  assertThrows(() => bins([1], { bins: 1.5 }), RangeError, "got 1.5");
  assertThrows(() => bins([1], { range: [1, 1] }), RangeError, "got 1, 1");
  assertThrows(() => bins([1], { range: [0, Infinity] }), RangeError, "got 0, Infinity");
});

Deno.test("figures.histogram() draws shares that sum to 1 and refuses counts without edges", () => {
  const panel = { title: "h", note: "9 % saturated", ...bins([1, 2, 2, 3], { bins: 3 }) };
  const figure = figures.histogram({ panels: [panel] });
  assertAlmostEquals(figure.data[0]!.y.reduce((sum, v) => sum + v, 0), 1, 1e-4);
  assert(texts(figure).includes("9 % saturated"));
  assertThrows(
    () => figures.histogram({ panels: [{ title: "h", counts: [1], edges: [0] }] }),
    RangeError,
    "1 counts need 2 edges, got 1: h",
  );
});

Deno.test("figures.bars() keeps a value of 0 on a log axis, and says that it is 0", () => {
  const figure = figures.bars({
    bars: [{ label: "dead", value: 0 }, { label: "alive", value: 0.01 }],
    yTitle: "size",
    logScale: true,
  });
  const bars = figure.data[0]!;
  assert(bars.type === "bar" && bars.y.every((v) => v > 0));
  assertEquals(bars.text, ["0", "0.01"]);
});

Deno.test("figures.samples() shows every picture with its label and note", () => {
  const figure = figures.samples([{ label: "epoch 1", png, note: "FID 815" }, {
    label: "epoch 2",
    png,
  }]);
  assertEquals(figure.layout.images!.length, 2);
  assertEquals(texts(figure), ["epoch 1", "FID 815", "epoch 2"]);
});

Deno.test("figures.curve() marks points on the function", () => {
  const figure = figures.curve({
    curves: [{ name: "tanh", f: Math.tanh }],
    range: [-3, 3],
    marks: [{ x: 1, y: Math.tanh(1), label: "here" }],
    xTitle: "x",
    yTitle: "tanh(x)",
  });
  const [curve, mark] = lines(figure);
  assertAlmostEquals(curve!.y[600]!, 0, 1e-6);
  assertAlmostEquals(mark!.y[0]!, 0.76159, 1e-5);
  assert(texts(figure).includes("here"));
});

Deno.test("figures.ledger() shows of each row its words, its losses, its samples and its FID", () => {
  const figure = figures.ledger([row("01", 20, 500), {
    ...row("02", 20, 100),
    samples: `${png}BB`,
  }]);
  const words = texts(figure).join("; ");
  for (const text of ["01  as asked", "02  as asked", "twodiscriminators", "500", "95 to 105"]) {
    assertStringIncludes(words, text);
  }
  assertEquals(words.match(/after 20 epochs/g)?.length, 2);
  assertEquals(named(figure).map((trace) => trace.name), ["D", "G", "D", "G"]);
  assertEquals(figure.layout.images!.map((image) => image.source), [png, `${png}BB`]);
});

Deno.test("figures.ledger() draws each FID as long as it is large", () => {
  const { layout } = figures.ledger([row("01", 20, 500), row("02", 20, 100)]);
  const [long, short] = layout.shapes!.filter(({ type }) => type === "rect")
    .map(({ x0, x1 }) => x1 - x0);
  assertAlmostEquals(long! / short!, 5, 1e-9);
});

Deno.test("figures.ledger() shares a time axis among rows of the same length", () => {
  const { layout } = figures.ledger([row("01", 20, 9), row("02", 20, 8), row("03", 40, 7)]);
  const labelled = [layout.xaxis, layout.xaxis2, layout.xaxis3].map((axis) => axis?.title?.text);
  assertEquals(labelled, [undefined, "epoch", "epoch"]);
  assertEquals([layout.xaxis2!.range, layout.xaxis3!.range], [[0, 20], [0, 40]]);
});

Deno.test("figures.ledger() keeps the samples and the curves of a row side by side", () => {
  const { layout } = figures.ledger([row("01", 20, 9), row("02", 40, 8)]);
  [layout.yaxis, layout.yaxis2].forEach((axis, i) => {
    const { y, sizey, x } = layout.images![i]!;
    assertAlmostEquals(y, axis!.domain![1], 1e-9);
    assertAlmostEquals(y - sizey, axis!.domain![0], 1e-9);
    assert(x > layout.xaxis!.domain![1]);
  });
});

Deno.test("figures.ledger() draws guides where theory has them, and a logarithmic scale where told", () => {
  const scale = { range: [0.1, 100] as [number, number], ticks: [1, 10], logScale: true };
  const figure = figures.ledger([{ ...row("01", 20, 9), guides }, { ...row("04", 20, 8), scale }]);
  const { yaxis2, shapes } = figure.layout;
  assertEquals([yaxis2!.type, yaxis2!.range, yaxis2!.tickvals], ["log", [-1, 2], [1, 10]]);
  const drawn = shapes!.filter(({ line }) => line?.dash === "dot").map(({ y0 }) => y0);
  assertEquals(drawn, guides.map(({ value }) => value));
  const words = texts(figure);
  assert(guides.every(({ label }) => words.includes(label)));
  assert(words.some((text) => text.includes("from 04 on a log scale")));
});

Deno.test("figures.points() draws panels side by side on equal scales, with marks and a note in each", () => {
  const { data, layout } = figures.points({
    panels: [
      { title: "one", points: [0, 1, 2, 3], note: "2 of 25 modes" },
      { title: "two", points: [] },
    ],
    marks: [[0, 0]],
    reach: 5,
  });
  assertEquals(data.map((trace) => [trace.x, trace.y]), [
    ...[[[0], [0]], [[0, 2], [1, 3]]],
    ...[[[0], [0]], [[], []]],
  ]);
  assertEquals([layout.xaxis!.range, layout.yaxis2!.range], [[-5, 5], [-5, 5]]);
  const inner = layout.width - layout.margin.l - layout.margin.r;
  const high = layout.height - layout.margin.t - layout.margin.b;
  const [from, to] = layout.xaxis!.domain!;
  assertAlmostEquals((to - from) * inner, high, 1);
  assert(layout.xaxis2!.domain![0] > to);
  assert(texts({ data, layout }).includes("2 of 25 modes"));
});

Deno.test("dots() draws every value of every group in its row, on an axis that holds them all", () => {
  const rows = [
    { label: "first", values: [[3, 40], [5]] },
    { label: "second", values: [[700], [8, 9]] },
  ];
  const { data, layout } = figures.dots({ rows, groups: ["a", "b"], xTitle: "distance" });
  assertEquals(data.map(({ name }) => name), ["a", "b"]);
  const [a, b] = data as ScatterTrace[];
  assertEquals([a!.x, b!.x], [[3, 40, 700], [5, 8, 9]]);
  assertEquals([a!.y.map(Math.round), b!.y.map(Math.round)], [[-0, -0, 1], [0, 1, 1]]);
  const [low, high] = (layout["xaxis"] as { range: [number, number] }).range;
  assert(10 ** low < 3 && 10 ** high > 700);
  const words = layout.annotations!.map(({ text }) => text).join();
  for (const word of ["first", "second", "a", "b"]) assertStringIncludes(words, word);
});
