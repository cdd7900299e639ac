/** What each recipe's losses do, live, at ten times the learning rate: the fixed points do not depend on it. */
import { assert, assertEquals } from "@std/assert";
import {
  asAsked,
  bothSatisfied,
  type FixedPoint,
  flatSigmoids,
  type History,
  oneDiscriminator,
  settlesAt,
  trend,
} from "../lib/mod.ts";
import { run } from "./_helpers.ts";

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
