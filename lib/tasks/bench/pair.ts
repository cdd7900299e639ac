/**
 * The networks of a workload with the weights that every contender starts from.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { hashedNumbers } from "./numbers.ts";
import type { Networks, Weight, Workload } from "./workload.ts";

/** How a network is written: in raw operations, or with `tf.layers`. */
export type Style = "raw" | "layers";

/** A generator, a discriminator, and what their optimisers change. */
export interface Pair extends Networks {
  /** The generator's weights. */
  generatorWeights: tf.Variable[];
  /** The discriminator's weights. */
  discriminatorWeights: tf.Variable[];
}

/**
 * Builds both networks.
 *
 * @param workload the GAN
 * @param style how its networks are written
 * @returns the networks and their weights
 */
export function buildPair({ weights, raw, layers }: Workload, style: Style): Pair {
  let seed = 0;
  const [g, d] = weights.map((all) => all.map((weight) => startOf(weight, ++seed)));
  if (style === "raw") {
    return { ...raw(g!, d!), generatorWeights: g!, discriminatorWeights: d! };
  }
  const [generator, discriminator] = layers();
  return {
    generate: (z) => generator.apply(z, { training: true }) as tf.Tensor,
    discriminate: (x) => discriminator.apply(x, { training: true }) as tf.Tensor,
    generatorWeights: adopt(generator, g!),
    discriminatorWeights: adopt(discriminator, d!),
  };
}

/** A weight that every contender can make too: uniform with the limit of Glorot and Bengio, 2010, or filled. */
function startOf([shape, start]: Weight, seed: number): tf.Variable {
  return tf.tidy(() => {
    if (start === "ones") return tf.variable(tf.ones(shape));
    if (shape.length === 1) return tf.variable(tf.zeros(shape));
    const [rows, columns] = shape.slice(-2) as [number, number];
    const window = tf.util.sizeFromShape(shape.slice(0, -2));
    const limit = Math.sqrt(6 / (window * (rows + columns)));
    return tf.variable(tf.tensor(hashedNumbers(tf.util.sizeFromShape(shape), seed, limit), shape));
  });
}

/** Gives a model its weights, which are disposed, and returns the model's own. */
function adopt(model: tf.Sequential, weights: tf.Variable[]): tf.Variable[] {
  return model.trainableWeights.map((own, i) => {
    own.write(weights[i]!);
    weights[i]!.dispose();
    return own.read() as tf.Variable;
  });
}
