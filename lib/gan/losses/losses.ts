/**
 * The losses that most GANs are trained with, by name.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { balance, type FixedPoint, relativisticBalance } from "./fixed_points.ts";
import { discriminatorLoss, generatorLoss } from "./non_saturating.ts";
import { relativisticDiscriminatorLoss, relativisticGeneratorLoss } from "./relativistic.ts";

/** What the two networks minimise. All functions take outputs of the discriminator, [n, 1]. */
export interface Losses {
  /** What D minimises. */
  discriminator(real: tf.Tensor, fake: tf.Tensor): tf.Scalar;
  /** What G minimises; `real` matters in paired losses alone. */
  generator(fake: tf.Tensor, real: tf.Tensor): tf.Scalar;
  /** Whether each fake is compared with a real image: then only differences of outputs mean anything. */
  paired: boolean;
  /** What an output, in paired losses a difference of outputs, means as a probability of "real". */
  probability(outputs: tf.Tensor): tf.Tensor;
  /** Where the losses rest when D can no longer tell. */
  balance: FixedPoint;
}

/** The name of a loss. */
export type LossName = "nonSaturating" | "relativistic" | "leastSquares" | "hinge" | "wasserstein";

const mean = (x: tf.Tensor) => tf.mean(x) as tf.Scalar;
const distance = (x: tf.Tensor, to: number) => mean(tf.square(tf.sub(x, to)));

/**
 * The losses that a recipe can name: `nonSaturating` (Goodfellow et al. 2014), `relativistic`, the pairing one
 * (Jolicoeur-Martineau 2018; Huang et al. 2024), `leastSquares` (Mao et al. 2017), `hinge` (Lim and Ye 2017) and
 * `wasserstein` (Arjovsky et al. 2017), which asks for a discriminator whose slope is held down.
 */
export const lossFunctions: Readonly<Record<LossName, Losses>> = {
  nonSaturating: {
    discriminator: discriminatorLoss,
    generator: generatorLoss,
    paired: false,
    probability: tf.sigmoid,
    balance: balance(),
  },
  relativistic: {
    discriminator: relativisticDiscriminatorLoss,
    generator: relativisticGeneratorLoss,
    paired: true,
    probability: tf.sigmoid,
    balance: relativisticBalance(),
  },
  leastSquares: {
    discriminator: (real, fake) => tf.add(distance(real, 1), distance(fake, 0)),
    generator: (fake) => distance(fake, 1),
    paired: false,
    probability: (outputs) => tf.clipByValue(outputs, 0, 1),
    balance: { dLoss: 0.5, gLoss: 0.25 },
  },
  hinge: {
    discriminator: (real, fake) =>
      tf.add(mean(tf.relu(tf.sub(1, real))), mean(tf.relu(tf.add(1, fake)))),
    generator: (fake) => tf.neg(mean(fake)),
    paired: false,
    probability: (outputs) => tf.clipByValue(tf.div(tf.add(outputs, 1), 2), 0, 1),
    balance: { dLoss: 2, gLoss: 0 },
  },
  wasserstein: {
    discriminator: (real, fake) => tf.sub(mean(fake), mean(real)),
    generator: (fake) => tf.neg(mean(fake)),
    paired: false,
    probability: tf.sigmoid,
    balance: { dLoss: 0, gLoss: 0 },
  },
};
