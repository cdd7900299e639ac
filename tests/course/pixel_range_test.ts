import { assert, assertAlmostEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/backend/mod.ts";
import { createRangeGan, pixelRanges } from "../../lib/course/mod.ts";
import { scale } from "../../lib/data/mod.ts";
import { createGan, type Gan, recipes, Run } from "../../lib/gan/mod.ts";
import { mnist } from "../_helpers.ts";

await useBackend();
const { train } = await mnist();

/** The D losses of the first steps. */
async function firstLosses(gan: Gan): Promise<number[]> {
  const run = new Run(gan, train, 1);
  for await (const _ of run.train({ epochs: 5 / 429 }));
  gan.dispose();
  return run.history.columns.dLoss;
}

for (
  const [range, contrast, black, slope] of [["signed", 2, -1, 2], ["unit", 1, 0, 1]] as const
) {
  Deno.test(`createRangeGan() in the range called ${range} trains as the recipe with that range does`, async () => {
    const recipe = { ...recipes.fixed, range };
    const own = await firstLosses(createGan(recipe, { seed: 1 }));
    const made = createRangeGan(recipe, 1, { contrast, black, slope }, train);
    (await firstLosses(made)).forEach((loss, i) => assertAlmostEquals(loss, own[i]!, 1e-3));
  });
}

Deno.test("createRangeGan() with faster biases learns otherwise, and moves them faster by that factor", async () => {
  const moved = async (biasRate: number) => {
    const gan = createRangeGan(
      recipes.fixed,
      1,
      { contrast: 1, black: 0, slope: 1, biasRate },
      train,
    );
    const run = new Run(gan, train, 1);
    for await (const _ of run.train({ epochs: 1 / 429 }));
    const bias = gan.variablesUnder("D/").find(({ shape, name }) =>
      shape.join() === "200" && name.includes("bias")
    )!;
    const size = tf.max(tf.abs(bias)).dataSync()[0]! * biasRate;
    gan.dispose();
    return size;
  };
  assertAlmostEquals(await moved(300) / await moved(1), 300, 3);
});

Deno.test("createRangeGan() shows D each pixel's distance from its mean", () => {
  const images = tf.tensor2d(scale(train.pixels.subarray(0, 784 * 100), "unit"), [100, 784]);
  const seen = (name: string, images: tf.Tensor) => {
    const gan = createRangeGan(recipes.fixed, 1, pixelRanges[name]!, train);
    const look = gan.discriminator.layers[1]!.apply(images) as tf.Tensor;
    const means = look.mean(0).dataSync();
    gan.dispose();
    return means;
  };
  // A hundred images have nearly the mean of all.
  assert(seen("minus_mean", images).every((value) => Math.abs(value) < 0.4));
});
