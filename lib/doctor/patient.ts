/**
 * What the doctor examines: any GAN, told as functions and variables.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";

/** The images that a loss was computed from, for losses with a gradient penalty. */
export interface JudgedImages {
  /** Real images. */
  real: tf.Tensor;
  /** As many fakes. */
  fake: tf.Tensor;
}

/** The names of the two networks. */
export type Network = "G" | "D";

/**
 * A GAN as the doctor sees it. All functions are called as training calls them, with whole batches of one size; what
 * they return may have any shape whose first dimension counts the images.
 */
export interface Patient {
  /** Draws a batch of images. */
  generate(latents: tf.Tensor): tf.Tensor;
  /** What the discriminator says to real images, before the loss. */
  judgeReal(images: tf.Tensor): tf.Tensor;
  /**
   * What the discriminator says to fakes: the same function in a sane GAN.
   *
   * @default {judgeReal}
   */
  judgeFake?(images: tf.Tensor): tf.Tensor;
  /** The loss that D's step makes smaller, of what the judges returned. */
  discriminatorLoss(real: tf.Tensor, fake: tf.Tensor, images: JudgedImages): tf.Tensor;
  /** The loss that G's step makes smaller; `real` is there for relativistic losses. */
  generatorLoss(fake: tf.Tensor, real: tf.Tensor): tf.Tensor;
  /**
   * The variables that each optimiser is given.
   *
   * @default {undefined} What `minimize` takes when it is given none: every trainable variable.
   */
  variables?: Readonly<Record<"G" | "D", readonly tf.Variable[]>>;
  /** The optimisers; needed unless there are {@linkcode Patient.steps}. */
  optimizers?: Readonly<Record<"G" | "D", tf.Optimizer>>;
  /**
   * Training steps of its own, if it has some. Name the optimisers that they use too, so that they can be put back as
   * they were. They should use the images and latents that they are given: what they look at is seen by changing it.
   *
   * @default {undefined} `optimizers.D.minimize(...)` and `optimizers.G.minimize(...)` on the losses above.
   */
  steps?: {
    /** One step of the discriminator. */
    D(images: tf.Tensor, latents: tf.Tensor): unknown;
    /** One step of the generator. */
    G(latents: tf.Tensor, images: tf.Tensor): unknown;
  };
  /** The batch of real images of a training step, from 0; or one batch. Batches of steps show more. */
  real: tf.Tensor | ((step: number) => tf.Tensor);
  /** The latents of a training step, drawn as training draws them; as many as there are images in a batch. */
  latents(step: number): tf.Tensor;
}
