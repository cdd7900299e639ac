/**
 * What each recipe's losses do, live. The fixed points of the first three do not depend on the learning rate: they
 * are reached at ten times the recipe's.
 */
import { assert, assertEquals } from "@std/assert";
import {
  affineGap,
  asAsked,
  Batches,
  bothSatisfied,
  countClasses,
  createGan,
  fixed,
  type FixedPoint,
  flatSigmoids,
  hiddenActivation,
  History,
  loadGan,
  loadJudge,
  logits,
  oneDiscriminator,
  preActivation,
  type Recipe,
  settlesAt,
  swing,
  tanh,
  train,
  trend,
  uniform,
  xavier,
} from "../lib/mod.ts";
import * as tf from "@tensorflow/tfjs";
import { batch, mnist, run } from "./_helpers.ts";

const fast = (recipe: typeof asAsked) => ({ ...recipe, learningRate: 0.01 });
/** A third of the epoch is long enough to average the swing of single steps out. */
const windows = (history: History, name: "dLoss" | "gLoss") => history.windowMeans(name, 143);

function rests(history: History, at: FixedPoint, tolerance: FixedPoint): boolean {
  return settlesAt(windows(history, "dLoss"), at.dLoss, tolerance.dLoss, 0.5).settled &&
    settlesAt(windows(history, "gLoss"), at.gLoss, tolerance.gLoss, 0.5).settled;
}
const restsAtBothSatisfied = (history: History) =>
  rests(history, bothSatisfied(), { dLoss: 0.002, gLoss: 0.002 });
const restsAtFlatSigmoids = (history: History) =>
  rests(history, flatSigmoids(), { dLoss: 0.002, gLoss: 0.001 });
/** Rises while the generator still wins ground: the first half epoch, in windows of 10 steps. */
const rises = (history: History) =>
  trend(history.windowMeans("dLoss", 10).slice(0, 21)) === "rises";

for (const seed of [1, 2, 3]) {
  Deno.test(`asAsked: the D loss rises and both losses settle where both sides are satisfied, seed ${seed}`, async () => {
    const history = await run("asAsked", fast(asAsked), { epochs: 2, seed });
    assertEquals([rises(history), restsAtBothSatisfied(history)], [true, true]);
    assert(!restsAtFlatSigmoids(history), "the repair's fixed point is refused");
  });

  Deno.test(`oneDiscriminator: the D loss falls and both losses settle where both sigmoids are flat, seed ${seed}`, async () => {
    const history = await run("oneDiscriminator", fast(oneDiscriminator), { epochs: 2, seed });
    assertEquals([rises(history), restsAtFlatSigmoids(history)], [false, true]);
    assert(!restsAtBothSatisfied(history), "the fixed point before the repair is refused");
  });
}

Deno.test("hiddenActivation: the losses still settle where both sigmoids are flat", async () => {
  const history = await run("hiddenActivation", fast(hiddenActivation), { epochs: 2, seed: 1 });
  assert(restsAtFlatSigmoids(history));
});

async function gapOf(recipe: Recipe): Promise<number> {
  const gan = createGan(recipe, { seed: 1 });
  const [[, a], [, b]] = [await batch(recipe, 1), await batch(recipe, 2)];
  const gap = await affineGap(preActivation(gan.generator), a, b);
  gan.dispose();
  return gap;
}

Deno.test("hiddenActivation: the networks bend, which those of oneDiscriminator do not", async () => {
  assert(await gapOf(hiddenActivation) > 0.05);
  assert(await gapOf(oneDiscriminator) < 1e-4);
});

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

Deno.test("logits and xavier: the losses leave their bounds, then come back to a contest's size", async () => {
  const [flat, loud, sane] = await Promise.all(
    ([["hiddenActivation", hiddenActivation], ["logits", logits], ["xavier", xavier]] as const)
      .map(([name, recipe]) => run(name, recipe, { epochs: 2, seed: 1 })),
  );
  const [gFlat, gLoud, gSane] = [flat!, loud!, sane!].map((run) => mean(run.epochMeans("gLoss")));
  // A loss that is given a sigmoid's output never leaves [softplus(-1), ln 2].
  assert(gFlat! <= Math.LN2 && gLoud! > 20, `G loss ${gFlat} with two sigmoids, ${gLoud} with one`);
  assert(gLoud! > 5 * gSane!, `G loss ${gLoud} with normal weights, ${gSane} with Xavier's`);
  assert(gSane! < 10 && mean(sane!.epochMeans("dLoss")) < 0.6);
  assert(
    Math.abs(sane!.columns.dLoss[0]! - 2 * Math.LN2) < 0.5,
    "Xavier weights start without an opinion",
  );
  assert(Math.abs(loud!.columns.dLoss[0]! - 2 * Math.LN2) > 5, "which normal weights do not");
});

/** Whether the D loss falls nearly to nothing, and comes back past 0.9. */
function climbsBack(history: History): boolean {
  const windows = history.windowMeans("dLoss", 39), dip = windows.indexOf(Math.min(...windows));
  return windows[dip]! < 0.3 && Math.max(...windows.slice(dip)) > 0.9;
}

Deno.test("tanh: the D loss climbs past 0.9 after its dip, which that of xavier does not", async () => {
  // At the recipe's own learning rate it takes some epochs more.
  const sooner = (recipe: Recipe) => ({ ...recipe, learningRate: 0.002 });
  const [centred, unit] = await Promise.all(
    ([["tanh", tanh], ["xavier", xavier]] as const)
      .map(([name, recipe]) => run(name, sooner(recipe), { epochs: 3, seed: 1 })),
  );
  assertEquals([climbsBack(centred!), climbsBack(unit!)], [true, false]);
});

/** Trains a shipped GAN on for one epoch, under a recipe's momentum. */
async function trainOn(name: string, { beta1 }: Recipe) {
  const networks = await loadGan(new URL(`../data/models/${name}`, import.meta.url));
  const gan = createGan({ ...networks.recipe, beta1 }, { seed: 1, networks });
  const batches = new Batches((await mnist()).train, gan.recipe, 1);
  const history = new History({ recipe: name, seed: 1, stepsPerEpoch: batches.perEpoch });
  for await (const { metrics } of train(gan, batches, { epochs: 1, seed: 2 })) {
    history.push(metrics);
  }
  return { gan, windows: history.windowMeans("dLoss", 39) };
}

Deno.test("fixed: the shipped GAN stays settled between 1.0 and 1.2 with all ten digits, that of tanh swings", async () => {
  const settles = (windows: number[]) =>
    settlesAt(windows, 1.1, 0.1, 0.75).settled && swing(windows) < 0.1;
  const [repaired, swinging] = [await trainOn("fixed", fixed), await trainOn("tanh", tanh)];
  assertEquals([settles(repaired.windows), settles(swinging.windows)], [true, false]);

  const judge = await loadJudge(), latents = uniform(200_000, 7);
  const seen = await judge.observe(2000, (first, size) => {
    const rows = latents.subarray(100 * first, 100 * (first + size));
    return tf.div(tf.add(repaired.gan.generate(tf.tensor2d(rows, [size, 100])), 1), 2);
  });
  assertEquals(countClasses(seen.classes).covered, 10);
  for (const { gan } of [repaired, swinging]) gan.dispose();
  judge.dispose();
});
