/** What lies beyond the course: the DCGAN and R3GAN, live and as they are shipped. */
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  atLeast,
  Batches,
  createGan,
  History,
  loadGan,
  loadJudge,
  measureQuality,
  r3gan,
  readGanInfo,
  type Recipe,
  train,
  uniform,
} from "../lib/mod.ts";
import { claim, seed } from "./_claim.ts";
import { mnist } from "./_helpers.ts";

const folder = (name: string) => new URL(`../data/models/${name}`, import.meta.url);

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

Deno.test("dcgan and r3gan: each shipped model is better than the one before, with all digits alike", async () => {
  const infos = await Promise.all(
    ["fixed", "dcgan", "r3gan"].map((name) => readGanInfo(folder(name))),
  );
  const [fixed, dcgan, modern] = infos.map(({ quality }) => quality!);
  assert(dcgan!.fid <= 0.6 * fixed!.fid, `${dcgan!.fid} after ${fixed!.fid}`);
  assert(modern!.fid <= 0.8 * dcgan!.fid, `${modern!.fid} after ${dcgan!.fid}`);
  for (const { recall, classes } of [dcgan!, modern!]) {
    assert(recall >= 0.5, `recall ${recall}`);
    assert(classes.every((share) => share >= 0.07 && share <= 0.13), `${classes}`);
  }
});

Deno.test("r3gan: the shipped model draws what its card says", async () => {
  const gan = await loadGan(folder("r3gan")), { quality } = await readGanInfo(folder("r3gan"));
  const judge = await loadJudge();
  const { fid, recall } = await measureQuality((latents) => gan.generate(latents), {
    ...{ recipe: gan.recipe, judge, real: await mnist(), seed: quality!.seed },
  });
  assertAlmostEquals(fid, quality!.fid, 0.01 * quality!.fid);
  assertAlmostEquals(recall, quality!.recall, 0.01);
  gan.dispose();
  judge.dispose();
});

Deno.test("r3gan: at the end of its run D is a little ahead of the balance, ln 2 on both sides", async () => {
  const path = new URL(`${folder("r3gan")}/history.json`);
  const history = History.fromFile(JSON.parse(await Deno.readTextFile(path)));
  const end = (name: "dLoss" | "gLoss") => history.epochMeans(name).at(-1)!;
  assertEquals([end("dLoss") < Math.LN2, end("gLoss") > Math.LN2], [true, true]);
  assert(end("dLoss") > 0.5 && end("gLoss") < 1.5, `${end("dLoss")}, ${end("gLoss")}`);
});
