/**
 * What each recipe's losses do, live, from the seed that `_claim.ts` names. The fixed points of the first three do not
 * depend on the learning rate: they are reached at ten times the recipe's.
 */
import { Batches } from "../../lib/data/mod.ts";
import { affineGap, preActivation } from "../../lib/doctor/mod.ts";
import { bothSatisfied, type FixedPoint, flatSigmoids } from "../../lib/gan/losses/mod.ts";
import { createGan, History, type Recipe, train } from "../../lib/gan/mod.ts";
import {
  asAsked,
  fixed,
  hiddenActivation,
  logits,
  oneDiscriminator,
  tanh,
  xavier,
} from "../../lib/gan/recipes.ts";
import { loadGan } from "../../lib/models/mod.ts";
import {
  atLeast,
  atMost,
  between,
  type Bounded,
  holds,
  restsAt,
  swing,
} from "../../lib/trends/mod.ts";
import { assert } from "@std/assert";
import { claim, seed } from "./_claim.ts";
import { batch, mnist, run } from "../_helpers.ts";

const fast = (recipe: typeof asAsked) => ({ ...recipe, learningRate: 0.01 });

function rests(history: History, at: FixedPoint, tolerance: FixedPoint): Bounded[] {
  // A third of the epoch is long enough to average the swing of single steps out.
  return (["dLoss", "gLoss"] as const).flatMap((name) =>
    restsAt(name, history.windowMeans(name, 143), at[name], tolerance[name], 0.5)
  );
}
const restsAtBothSatisfied = (history: History) =>
  rests(history, bothSatisfied(), { dLoss: 0.002, gLoss: 0.002 });
const restsAtFlatSigmoids = (history: History) =>
  rests(history, flatSigmoids(), { dLoss: 0.002, gLoss: 0.001 });
/** How far the D loss rises, from the mean of its first 43 steps to that of its last third of an epoch. */
const rise = (history: History) =>
  history.windowMeans("dLoss", 143).at(-1)! - history.windowMeans("dLoss", 43)[0]!;

Deno.test("asAsked: the D loss rises and both losses settle where both sides are satisfied", async () => {
  const history = await run("asAsked", fast(asAsked), { epochs: 2, seed });
  assert(!restsAtFlatSigmoids(history).every(holds), "the repair's fixed point is refused");
  await claim(
    "asAsked: the D loss rises and both losses settle where both sides are satisfied",
    atLeast("rise of the D loss", rise(history), 0.005),
    restsAtBothSatisfied(history),
  );
});

Deno.test("oneDiscriminator: the D loss falls and both losses settle where both sigmoids are flat", async () => {
  const history = await run("oneDiscriminator", fast(oneDiscriminator), { epochs: 2, seed });
  assert(!restsAtBothSatisfied(history).every(holds), "the fixed point before is refused");
  await claim(
    "oneDiscriminator: the D loss falls and both losses settle where both sigmoids are flat",
    atLeast("fall of the D loss", -rise(history), 0.001),
    restsAtFlatSigmoids(history),
  );
});

Deno.test("hiddenActivation: the losses still settle where both sigmoids are flat", async () => {
  const history = await run("hiddenActivation", fast(hiddenActivation), { epochs: 2, seed });
  await claim(
    "hiddenActivation: the losses still settle where both sigmoids are flat",
    restsAtFlatSigmoids(history),
  );
});

async function gapOf(recipe: Recipe): Promise<number> {
  const gan = createGan(recipe, { seed });
  const [[, a], [, b]] = [await batch(recipe, seed), await batch(recipe, seed + 1)];
  const gap = await affineGap(preActivation(gan.generator), a, b);
  gan.dispose();
  return gap;
}

Deno.test("hiddenActivation: the networks bend, which those of oneDiscriminator do not", async () => {
  await claim(
    "hiddenActivation: the networks bend, which those of oneDiscriminator do not",
    atLeast("gap with ReLU", await gapOf(hiddenActivation), 0.05),
    atMost("gap without", await gapOf(oneDiscriminator), 1e-4),
  );
});

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

Deno.test("logits and xavier: the losses leave their bounds, then come back to a contest's size", async () => {
  const runs = { hiddenActivation, logits, xavier };
  const [flat, loud, sane] = await Promise.all(
    Object.entries(runs).map(([name, recipe]) => run(name, recipe, { epochs: 2, seed })),
  );
  const [gFlat, gLoud, gSane] = [flat!, loud!, sane!].map((run) => mean(run.epochMeans("gLoss")));
  const opinion = ({ columns }: History) => columns.dLoss[0]! / (2 * Math.LN2);
  assert(gFlat! <= Math.LN2, "a loss that is given a sigmoid's output never leaves its bound");
  await claim(
    "logits and xavier: the losses leave their bounds, then come back to a contest's size",
    atLeast("G loss with one", gLoud!, 20),
    atLeast("its ratio to that with Xavier weights", gLoud! / gSane!, 5),
    atMost("G loss with Xavier weights", gSane!, 10),
    atMost("D loss with Xavier weights", mean(sane!.epochMeans("dLoss")), 0.6),
    between("D's first loss, ratio to 2 ln 2 with Xavier weights", opinion(sane!), 0.5, 2),
    atLeast("and with normal weights", opinion(loud!), 5),
  );
});

/** How nearly to nothing the D loss falls, and how far it comes back. */
function dip(history: History): { least: number; after: number } {
  const windows = history.windowMeans("dLoss", 39), least = Math.min(...windows);
  return { least, after: Math.max(...windows.slice(windows.indexOf(least))) };
}

Deno.test("tanh: the D loss climbs back after its dip, which that of xavier does not", async () => {
  // At the recipe's own learning rate it takes some epochs more.
  const sooner = (recipe: Recipe) => ({ ...recipe, learningRate: 0.002 });
  const [signed, unit] = await Promise.all(
    Object.entries({ tanh, xavier })
      .map(([name, recipe]) => run(name, sooner(recipe), { epochs: 3, seed })),
  );
  await claim(
    "tanh: the D loss climbs back after its dip, which that of xavier does not",
    atMost("dip of the D loss", dip(signed!).least, 0.3),
    atLeast(
      "highest D loss after it, in highest ones of xavier",
      dip(signed!).after / dip(unit!).after,
      3,
    ),
  );
});

/** Trains a shipped GAN on for one epoch, under a recipe's momentum. */
async function trainOn(name: string, { beta1 }: Recipe) {
  const networks = await loadGan(new URL(`../../data/models/${name}`, import.meta.url));
  const gan = createGan({ ...networks.recipe, beta1 }, { seed, networks });
  const batches = new Batches((await mnist()).train, gan.recipe, seed);
  const history = new History({ recipe: name, seed, stepsPerEpoch: batches.perEpoch });
  for await (const { metrics } of train(gan, batches, { epochs: 1, seed: seed + 1 })) {
    history.push(metrics);
  }
  return { gan, windows: history.windowMeans("dLoss", 39) };
}

Deno.test("fixed: the shipped GAN stays settled between 1.0 and 1.2, that of tanh swings", async () => {
  const [repaired, swinging] = [await trainOn("fixed", fixed), await trainOn("tanh", tanh)];
  for (const { gan } of [repaired, swinging]) gan.dispose();
  await claim(
    "fixed: the shipped GAN stays settled between 1.0 and 1.2, that of tanh swings",
    between("mean D loss of fixed", mean(repaired.windows.slice(3)), 1, 1.2),
    atMost("swing of fixed", swing(repaired.windows), 0.1),
    atLeast(
      "swing of tanh, in swings of fixed",
      swing(swinging.windows) / swing(repaired.windows),
      2,
    ),
  );
});
