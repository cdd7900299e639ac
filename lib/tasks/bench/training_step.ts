/**
 * One step of a GAN's training: the discriminator's, then the generator's.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { hashedNumbers } from "./numbers.ts";
import { buildPair, type Style } from "./pair.ts";
import { batchSize, latentSize, type Workload } from "./workload.ts";

/** How many batches of latents are used in turn: they are made beforehand, so that making them is not timed. */
const latentBatches = 16;

/**
 * Prepares the training step that every contender does alike: a D step on real images and fresh
 * fakes, then a G step, non-saturating losses with logits, and both losses read.
 *
 * @param workload the GAN
 * @param style how its networks are written
 * @returns a function that does one step and resolves to D's and G's loss
 */
export function trainingStep(
  workload: Workload,
  style: Style,
): () => Promise<[dLoss: number, gLoss: number]> {
  const { generate, discriminate, generatorWeights, discriminatorWeights } = buildPair(
    workload,
    style,
  );
  const { imageShape, learningRate, beta1 } = workload;
  const dAdam = tf.train.adam(learningRate, beta1), gAdam = tf.train.adam(learningRate, beta1);
  const batch = (shape: number[], seed: number) =>
    tf.tensor(hashedNumbers(tf.util.sizeFromShape(shape), seed), shape);
  const reals = batch(imageShape, 100);
  const latents = Array.from(
    { length: latentBatches },
    (_, i) => batch([batchSize, latentSize], 200 + i),
  );
  const real = tf.ones([batchSize, 1]), fake = tf.zeros([batchSize, 1]);
  let drawn = 0;
  const latent = () => latents[drawn++ % latentBatches]!;
  const loss = (labels: tf.Tensor, logits: tf.Tensor): tf.Scalar =>
    tf.losses.sigmoidCrossEntropy(labels, logits);

  return async () => {
    const fakes = tf.tidy(() => generate(latent()));
    const dLoss = dAdam.minimize(
      () => tf.add(loss(real, discriminate(reals)), loss(fake, discriminate(fakes))) as tf.Scalar,
      true,
      discriminatorWeights,
    )!;
    const z = latent();
    const gLoss = gAdam.minimize(
      () => loss(real, discriminate(generate(z))),
      true,
      generatorWeights,
    )!;
    const [[d], [g]] = await Promise.all([dLoss.data(), gLoss.data()]);
    tf.dispose([fakes, dLoss, gLoss]);
    return [d!, g!];
  };
}
