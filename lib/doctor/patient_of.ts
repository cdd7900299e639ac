/**
 * Patients in a line or three.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { lossFunctions } from "../gan/losses/mod.ts";
import { seedFor, uniform } from "../data/random.ts";
import type { Run } from "../gan/run.ts";
import type { Patient } from "./patient.ts";
import { type LossPair, type UsualLoss, usualLosses } from "./usual_losses.ts";

/**
 * Makes a patient of a GAN of the course.
 *
 * @param run the GAN, trained or not, its batches, and the seed of the latents
 * @returns the patient
 */
export function patientOf({ gan, batches, seed }: Pick<Run, "gan" | "batches" | "seed">): Patient {
  const { latentSize, recipe } = gan, { size } = batches;
  const { discriminator, generator } = lossFunctions[recipe.loss];
  const flat = (tensor: tf.Tensor) => tensor as tf.Tensor2D;
  const apply = (network: tf.LayersModel) => (input: tf.Tensor) =>
    network.apply(input, { training: true }) as tf.Tensor;
  return {
    generate: apply(gan.generator),
    judgeReal: apply(gan.discriminator),
    judgeFake: apply(gan.judgeOfFakes),
    discriminatorLoss: discriminator,
    generatorLoss: generator,
    variables: { G: gan.variablesUnder("G/"), D: gan.variablesUnder("D/") },
    optimizers: gan.optimizers,
    steps: {
      D: (images, latents) => gan.discriminatorStep(flat(images), flat(latents)),
      G: (latents, images) => gan.generatorStep(flat(latents), flat(images)),
    },
    real: (step) => {
      const images = batches.at(step);
      return tf.tensor2d(images, [size, images.length / size]);
    },
    latents: (step) =>
      tf.tensor2d(uniform(size * latentSize, seedFor(seed, "doctor", step)), [size, latentSize]),
  };
}

/** What {@link patientFromModels} needs beside the two models. */
export interface ModelsOptions {
  /** The losses, or the name of usual ones; {@linkcode usualLosses} lists them. */
  loss: UsualLoss | LossPair;
  /** What trains the two models. */
  optimizers: Readonly<Record<"G" | "D", tf.Optimizer>>;
  /** The batch of real images of a training step, or one batch. */
  real: Patient["real"];
  /**
   * The latents of a training step.
   *
   * @default {normal(0, 1) of the generator's input shape, as many as there are real images}
   */
  latents?: Patient["latents"];
  /**
   * Whether the models are applied as in training: batch normalisation by the batch, dropout on.
   *
   * @default {true}
   */
  training?: boolean;
}

/**
 * Makes a patient of two `tf.LayersModel`s.
 *
 * @param generator latents -> images
 * @param discriminator images -> outputs
 * @param options losses, optimisers, images
 * @returns the patient
 *
 * @example Three lines for a GAN of your own
 * ```ts
 * import { diagnose, patientFromModels, useBackend } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 *
 * await useBackend();
 * const generator = tf.sequential({ layers: [
 *   tf.layers.dense({ inputShape: [8], units: 32 }), // no activation
 *   tf.layers.dense({ units: 2 }),
 * ] });
 * const discriminator = tf.sequential({ layers: [
 *   tf.layers.dense({ inputShape: [2], units: 32, activation: "relu" }),
 *   tf.layers.dense({ units: 1 }),
 * ] });
 *
 * const optimizers = { G: tf.train.adam(1e-3, 0.5), D: tf.train.adam(1e-3, 0.5) };
 * const real = (step: number) => tf.randomNormal([64, 2], 0, 1, "float32", step);
 * const patient = patientFromModels(generator, discriminator, { loss: "logits", optimizers, real });
 *
 * const { findings } = await diagnose(patient);
 * assertEquals(findings[0]?.id, "affine");
 * ```
 */
export function patientFromModels(
  generator: tf.LayersModel,
  discriminator: tf.LayersModel,
  { loss, optimizers, real, latents, training = true }: ModelsOptions,
): Patient {
  const pair = typeof loss === "string" ? usualLosses[loss] : loss;
  const apply = (model: tf.LayersModel) => (input: tf.Tensor) =>
    model.apply(input, { training }) as tf.Tensor;
  // A layer's weight is private in tfjs's types; training needs the variable itself.
  const trained = (model: tf.LayersModel) =>
    model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const count = () => tf.tidy(() => (typeof real === "function" ? real(0) : real).shape[0]!);
  const normal = (step: number) =>
    tf.randomNormal(
      [count(), ...generator.inputs[0]!.shape.slice(1) as number[]],
      0,
      1,
      "float32",
      seedFor(1, step),
    );
  return {
    generate: apply(generator),
    judgeReal: apply(discriminator),
    judgeFake: apply(discriminator),
    discriminatorLoss: (real, fake) => pair.discriminatorLoss(real, fake),
    generatorLoss: (fake, real) => pair.generatorLoss(fake, real),
    variables: { G: trained(generator), D: trained(discriminator) },
    optimizers,
    real,
    latents: latents ?? normal,
  };
}
