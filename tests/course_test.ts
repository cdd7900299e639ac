/**
 * What each recipe's losses do, live. The fixed points of the first three do not depend on the learning rate: they
 * are reached at ten times the recipe's.
 */
import { assert, assertEquals } from "@std/assert";
import {
  affineGap,
  asAsked,
  bothSatisfied,
  createGan,
  type FixedPoint,
  flatSigmoids,
  hiddenActivation,
  type History,
  logits,
  oneDiscriminator,
  preActivation,
  type Recipe,
  settlesAt,
  trend,
  xavier,
} from "../lib/mod.ts";
import { batch, run } from "./_helpers.ts";

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
