/**
 * The losses that most GANs are trained with.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import {
  discriminatorLoss,
  generatorLoss,
  relativisticDiscriminatorLoss,
  relativisticGeneratorLoss,
} from "../gan/losses/mod.ts";

/** A pair of losses, of what a discriminator puts out. */
export interface LossPair {
  /** What D's step makes smaller. */
  discriminatorLoss(real: tf.Tensor, fake: tf.Tensor): tf.Scalar;
  /** What G's step makes smaller. */
  generatorLoss(fake: tf.Tensor, real: tf.Tensor): tf.Scalar;
}

/** The names of the usual losses. */
export type UsualLoss =
  | "logits"
  | "probabilities"
  | "leastSquares"
  | "hinge"
  | "wasserstein"
  | "relativistic";

const mean = (x: tf.Tensor) => tf.mean(x) as tf.Scalar;
const minusLog = (p: tf.Tensor) => mean(tf.neg(tf.log(tf.add(p, 1e-7))));
const distance = (x: tf.Tensor, to: number) => mean(tf.square(tf.sub(x, to)));

/**
 * The usual losses by name: `logits`, sigmoid cross entropy of logits, and `probabilities`, the same of a sigmoid's
 * outputs (Goodfellow et al. 2014, non-saturating); `leastSquares` (Mao et al. 2017); `hinge` (Lim and Ye 2017);
 * `wasserstein` (Arjovsky et al. 2017); `relativistic`, the pairing one (Jolicoeur-Martineau 2018).
 */
export const usualLosses: Readonly<Record<UsualLoss, LossPair>> = {
  logits: { discriminatorLoss, generatorLoss },
  probabilities: {
    discriminatorLoss: (real, fake) => tf.add(minusLog(real), minusLog(tf.sub(1, fake))),
    generatorLoss: minusLog,
  },
  leastSquares: {
    discriminatorLoss: (real, fake) => tf.add(distance(real, 1), distance(fake, 0)),
    generatorLoss: (fake) => distance(fake, 1),
  },
  hinge: {
    discriminatorLoss: (real, fake) =>
      tf.add(mean(tf.relu(tf.sub(1, real))), mean(tf.relu(tf.add(1, fake)))),
    generatorLoss: (fake) => tf.neg(mean(fake)),
  },
  wasserstein: {
    discriminatorLoss: (real, fake) => tf.sub(mean(fake), mean(real)),
    generatorLoss: (fake) => tf.neg(mean(fake)),
  },
  relativistic: {
    discriminatorLoss: relativisticDiscriminatorLoss,
    generatorLoss: relativisticGeneratorLoss,
  },
};
