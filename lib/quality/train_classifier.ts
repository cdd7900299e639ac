/**
 * How the classifier learns the digits.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { scale } from "../data/scale.ts";
import { type Images, pixels } from "../data/image_set.ts";
import { seedFor, shuffled, uniform } from "../data/random.ts";
import { classCount } from "./classifier_network.ts";

/** Options of {@link trainClassifier}. */
export interface TrainClassifierOptions {
  /** How often every image is seen. */
  epochs: number;
  /** The seed of the shuffles, and of the shifts. */
  seed: number;
  /**
   * Images in a batch.
   *
   * @default {128}
   */
  batchSize?: number;
  /**
   * Adam's learning rate at the start; it falls to 0 along a cosine.
   *
   * @default {0.002}
   */
  learningRate?: number;
}

/** One finished step of the classifier's training. */
export interface ClassifierStep {
  /** Finished steps, from 1. */
  step: number;
  /** All steps of the run. */
  steps: number;
  /** Finished epochs, with fractions. */
  epoch: number;
  /** The cross entropy of the step's batch, before its update. */
  loss: number;
}

/** Adam whose learning rate the training changes. */
class ScheduledAdam extends tf.AdamOptimizer {
  set rate(rate: number) {
    this.learningRate = rate;
  }
}

/**
 * Trains a classifier in place, by cross entropy on images that are moved by up to a pixel, so that it learns strokes and
 * not places. Repeats bit for bit from the same weights and seed on the same backend.
 *
 * @param network an untrained classifier, see {@link buildClassifier}
 * @param images labelled images to learn from
 * @param options how long, and from which seed
 * @returns events, one for each finished step
 * @throws {RangeError} when `epochs` is not a positive number, or there are fewer images than a batch holds
 *
 * @example Two steps
 * ```ts
 * import { useBackend } from "@gan-clinic/gan-clinic";
 * import { buildClassifier, trainClassifier } from "@gan-clinic/gan-clinic/quality";
 * import { assert } from "@std/assert";
 *
 * await useBackend();
 * const count = 256, pixels = new Uint8Array(784 * count), labels = new Uint8Array(count);
 * const network = buildClassifier(1), images = { count, pixels, labels };
 * for await (const { loss } of trainClassifier(network, images, { epochs: 1, seed: 1 })) {
 *   assert(loss > 0);
 * }
 * network.dispose();
 * ```
 */
export async function* trainClassifier(
  network: tf.LayersModel,
  images: Images,
  { epochs, seed, batchSize = 128, learningRate = 0.002 }: TrainClassifierOptions,
): AsyncGenerator<ClassifierStep, void> {
  if (!(epochs > 0 && epochs < Infinity)) {
    throw new RangeError(
      `Cannot train a classifier: expected a positive number of epochs, got ${epochs}`,
    );
  }
  if (images.count < batchSize) {
    throw new RangeError(
      `Cannot train a classifier: expected at least ${batchSize} images, a batch, got ${images.count}`,
    );
  }
  const perEpoch = Math.floor(images.count / batchSize), steps = Math.round(epochs * perEpoch);
  const adam = new ScheduledAdam(learningRate, 0.9, 0.999, 1e-7);
  // A layer's weight is private in tfjs's types; training needs the variable itself.
  const variables = network.trainableWeights.map((weight) => weight.read() as tf.Variable);
  let order: Uint32Array = new Uint32Array();
  try {
    for (let step = 0; step < steps; step++) {
      const inEpoch = step % perEpoch;
      if (inEpoch === 0) {
        order = shuffled(images.count, seedFor(seed, "judge", step / perEpoch));
      }
      adam.rate = learningRate * (1 + Math.cos(Math.PI * step / steps)) / 2;
      const chosen = order.subarray(inEpoch * batchSize, (inEpoch + 1) * batchSize);
      const cost = tf.tidy(() => {
        const [inputs, labels] = gather(images, chosen, seedFor(seed, "judge", "shifts", step));
        const loss = () =>
          tf.losses.softmaxCrossEntropy(labels, network.apply(inputs) as tf.Tensor) as tf.Scalar;
        return adam.minimize(loss, true, variables)!;
      });
      // Read asynchronously: WebGPU has no other way.
      const [loss] = await cost.data();
      cost.dispose();
      yield { step: step + 1, steps, epoch: (step + 1) / perEpoch, loss: loss! };
    }
  } finally {
    adam.dispose();
  }
}

/** The chosen images in [0, 1], each moved by up to a pixel, and their labels as one-hot rows. */
function gather(images: Images, chosen: Uint32Array, seed: number): [tf.Tensor2D, tf.Tensor2D] {
  const bytes = new Uint8Array(chosen.length * pixels);
  const oneHot = new Float32Array(chosen.length * classCount);
  const shifts = uniform(2 * chosen.length, seed).map((u) => Math.floor(1.5 * (u + 1)) - 1);
  chosen.forEach((index, i) => {
    // Digits have a blank margin: what leaves a row on one side and enters the next one is black.
    const by = 28 * shifts[2 * i]! + shifts[2 * i + 1]!;
    const image = images.pixels.subarray(index * pixels, (index + 1) * pixels);
    const kept = image.subarray(Math.max(0, -by), pixels - Math.max(0, by));
    bytes.set(kept, i * pixels + Math.max(0, by));
    oneHot[i * classCount + images.labels[index]!] = 1;
  });
  return [
    tf.tensor2d(scale(bytes, "unit"), [chosen.length, pixels]),
    tf.tensor2d(oneHot, [chosen.length, classCount]),
  ];
}
