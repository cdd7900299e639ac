/**
 * The first losses of each recipe, live, against recorded ones: to the last bit where the recorded ones were made by the
 * same kernels, within a tolerance elsewhere.
 */
import { assert, assertEquals } from "@std/assert";
import type { History } from "../../lib/gan/mod.ts";
import { atLeast, atMost } from "../../lib/trends/mod.ts";
import { readRun, repairs } from "../../lib/course/mod.ts";
import { claim, seed } from "./_claim.ts";
import { fingerprint } from "../_fingerprint.ts";
import { backend, run } from "../_helpers.ts";
import recorded from "../reference/first_losses.json" with { type: "json" };

type Losses = Record<"dLoss" | "gLoss", readonly number[]>;

/** The kernels by which the bits are the same on every processor. */
const common = /Haswell kernels/.test(backend.why);

/**
 * How many steps a replay is held to elsewhere. Where sigmoids are steep, a rounding grows tenfold every five steps: after
 * 15, losses by other kernels were seen to differ by 0.003.
 */
const replayed = 5;

/** The largest difference between two runs' first losses, as a share of the loss where that is above 1. */
const furthest = (live: Losses, other: Losses, steps: number) =>
  Math.max(
    ...(["dLoss", "gLoss"] as const).flatMap((name) =>
      other[name].slice(0, steps).map((loss, i) =>
        Math.abs(live[name][i]! - loss) / Math.max(1, Math.abs(loss))
      )
    ),
  );

/** Whether a sweep asks: its runs need not be as long as that of the digest. */
const swept = Deno.env.has("GAN_CLINIC_CLAIMS");

const live = new Map<string, Promise<History>>();

for (const { name, recipe } of repairs) {
  const steps = common && !swept ? recorded.steps : replayed;
  const columns = async () => {
    if (!live.has(name)) live.set(name, run(name, recipe, { epochs: steps / 429, seed }));
    return (await live.get(name)!).columns;
  };

  Deno.test(`${name}: the first ${replayed} steps can be replayed`, async () => {
    const [own, other] = [await readRun(name, seed), await readRun(name, seed % 5 + 1)];
    const far = (losses: Losses) => furthest(losses, own.firstSteps, replayed);
    await claim(
      `${name}: the first ${replayed} steps can be replayed`,
      atMost("furthest loss from the recorded run", far(await columns()), 0.002),
      atLeast("that of another seed", far(other.firstSteps), 0.02),
    );
  });

  Deno.test({
    name: common
      ? `${name}: the first ${steps} losses are the same on every processor, to the last bit`
      : `${name}: the first ${steps} losses are those of other processors, within a tolerance`,
    ignore: seed !== 1,
    async fn() {
      const { sha256, ...losses } = recorded.recipes[name as keyof typeof recorded.recipes];
      const { dLoss, gLoss } = await columns();
      assertEquals(dLoss.length, steps);
      if (common && !swept) assertEquals(await fingerprint([...dLoss, ...gLoss]), sha256);
      else assert(furthest({ dLoss, gLoss }, losses, steps) < 0.002);
    },
  });
}
