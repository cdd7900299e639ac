/** A recipe's losses. */
import * as tf from "@tensorflow/tfjs";
import type { Recipe } from "../recipe.ts";
import { discriminatorLoss, generatorLoss } from "./non_saturating.ts";
import { relativisticDiscriminatorLoss, relativisticGeneratorLoss } from "./relativistic.ts";

/** What the two networks minimise. All functions take outputs of the discriminator, [n, 1]. */
export interface Losses {
  /** What the discriminator minimises. */
  discriminator(real: tf.Tensor, fake: tf.Tensor): tf.Scalar;
  /** What the generator minimises; the outputs on real images are asked for only if they matter. */
  generator(fake: tf.Tensor, real: () => tf.Tensor): tf.Scalar;
  /** The outputs that an opinion is read from: for real images, then for fakes. */
  opinions(real: tf.Tensor, fake: tf.Tensor): [tf.Tensor, tf.Tensor];
}

/** The losses by the name that a recipe has for them. */
export const losses: Readonly<Record<Recipe["loss"], Losses>> = {
  nonSaturating: {
    discriminator: discriminatorLoss,
    generator: (fake) => generatorLoss(fake),
    opinions: (real, fake) => [real, fake],
  },
  relativistic: {
    discriminator: relativisticDiscriminatorLoss,
    generator: (fake, real) => relativisticGeneratorLoss(fake, real()),
    // Only the difference of a pair means anything: adding a number to all outputs changes no loss.
    opinions: (real, fake) => [tf.sub(real, fake), tf.sub(fake, real)],
  },
};
