/**
 * The losses that most GANs are trained with, as a patient names them.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { lossFunctions, type LossName } from "../gan/losses/mod.ts";

/** A pair of losses, of what a discriminator puts out. */
export interface LossPair {
  /** What D's step makes smaller. */
  discriminatorLoss(real: tf.Tensor, fake: tf.Tensor): tf.Scalar;
  /** What G's step makes smaller. */
  generatorLoss(fake: tf.Tensor, real: tf.Tensor): tf.Scalar;
}

/** The names of the usual losses. */
export type UsualLoss = Exclude<LossName, "nonSaturating"> | "logits" | "probabilities";

const pair = (name: LossName): LossPair => ({
  discriminatorLoss: lossFunctions[name].discriminator,
  generatorLoss: lossFunctions[name].generator,
});
const minusLog = (p: tf.Tensor) => tf.neg(tf.mean(tf.log(tf.add(p, 1e-7)))) as tf.Scalar;

/**
 * The usual losses by name: `logits`, the non-saturating loss of logits, and `probabilities`, the same of a sigmoid's
 * outputs; `relativistic`, `leastSquares`, `hinge`, `wasserstein` as a recipe names them.
 */
export const usualLosses: Readonly<Record<UsualLoss, LossPair>> = {
  logits: pair("nonSaturating"),
  probabilities: {
    discriminatorLoss: (real, fake) => tf.add(minusLog(real), minusLog(tf.sub(1, fake))),
    generatorLoss: minusLog,
  },
  relativistic: pair("relativistic"),
  leastSquares: pair("leastSquares"),
  hinge: pair("hinge"),
  wasserstein: pair("wasserstein"),
};
