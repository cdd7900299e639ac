/** What R3GAN's first steps do, live, from the seed that `_claim.ts` names. */
import * as tf from "@tensorflow/tfjs";
import { Batches, uniform } from "../../lib/data/mod.ts";
import { createGan, type Recipe, train } from "../../lib/gan/mod.ts";
import { r3gan } from "../../lib/gan/recipes.ts";
import { atLeast } from "../../lib/trends/mod.ts";
import { claim, seed } from "./_claim.ts";
import { mnist } from "../_helpers.ts";

/** How much a pixel differs from latent to latent after some steps: 0 where all images are alike. */
async function variety(recipe: Recipe, seed: number, steps: number): Promise<number> {
  const gan = createGan(recipe, { seed });
  const batches = new Batches((await mnist()).train, recipe, seed);
  for await (const _ of train(gan, batches, { epochs: steps / batches.perEpoch, seed }));
  const spread = tf.tidy(() => {
    const latents = tf.tensor2d(uniform(64 * recipe.latentSize, 7), [64, recipe.latentSize]);
    const images = gan.generator.apply(latents) as tf.Tensor;
    return tf.mean(tf.sqrt(tf.moments(images, 0).variance)).dataSync()[0]!;
  });
  gan.dispose();
  return spread;
}

Deno.test("r3gan: the images are not all black for long", async () => {
  await claim(
    "r3gan: the images are not all black for long",
    atLeast("how much a pixel varies after 75 steps", await variety(r3gan, seed, 75), 0.1),
  );
});
