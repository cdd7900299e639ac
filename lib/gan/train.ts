/**
 * The training loop. It knows no particular GAN, draws nothing and writes nothing: it yields events.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { metricNames, type Metrics } from "./history.ts";
import { seedFor, uniform } from "../data/random.ts";

/** Draws fresh latents, [batch, latentSize], for a network's step. */
export type Draw = (network: "G" | "D") => tf.Tensor2D;

/** Anything that {@link train} can train. */
export interface Trainable {
  /** Numbers in a latent. */
  readonly latentSize: number;
  /** Trains on one batch. It returns what it measured, and leaks no other tensor. */
  step(images: tf.Tensor2D, draw: Draw): Record<keyof Metrics, tf.Scalar>;
}

/** Where the real images come from: `at(step)` is [size x pixels] numbers. */
export interface BatchSource {
  /** Images in a batch. */
  readonly size: number;
  /** Batches in an epoch. */
  readonly perEpoch: number;
  /** The batch of a step, from 0. */
  at(step: number): Float32Array;
}

/** Options of {@link train}. */
export interface TrainOptions {
  /** How many epochs to train, fractions allowed. */
  epochs: number;
  /** The seed of all latents. */
  seed: number;
  /**
   * The step to go on from.
   *
   * @default {0}
   */
  from?: number;
  /** Ends the run after the step at hand, without an error. */
  signal?: AbortSignal;
}

/** One finished training step. */
export interface StepEvent {
  /** `epoch` marks the last step of an epoch. */
  type: "step" | "epoch";
  /** Finished steps, from 1. */
  step: number;
  /** Finished epochs, with fractions. */
  epoch: number;
  /** What the step measured, before its updates. */
  metrics: Metrics;
}

/** How long training keeps the thread before timers, signals and displays get a turn, in ms. */
const longestStretch = 40;

/**
 * Trains a GAN step by step. Repeats bit for bit from the same weights, seed and batches on the same backend.
 *
 * @param gan what to train
 * @param batches the real images
 * @param options how long, from which seed, and what can end it early
 * @returns events, one for each finished step; the generator ends quietly when `signal` aborts
 * @throws {Error} when a loss or an opinion is no longer finite, naming step, network and quantity
 * @throws {RangeError} when `epochs` is not a positive number
 *
 * @example Three steps of the question's GAN
 * ```ts
 * import { createGan, recipes, train, uniform } from "@gan-clinic/gan-clinic";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const gan = createGan(recipes.asAsked, { seed: 1 });
 * const batches = { size: 128, perEpoch: 10, at: (step: number) => uniform(128 * 784, step) };
 * let last = 0;
 * for await (const { step, metrics } of train(gan, batches, { epochs: 3 / batches.perEpoch, seed: 1 })) {
 *   assert(metrics.dLoss > 0);
 *   last = step;
 * }
 * assertEquals(last, 3);
 * gan.dispose();
 * ```
 */
export async function* train(
  gan: Trainable,
  batches: BatchSource,
  { epochs, seed, from = 0, signal }: TrainOptions,
): AsyncGenerator<StepEvent, void> {
  if (!(epochs > 0 && epochs < Infinity)) {
    throw new RangeError(`Cannot train: expected a positive number of epochs, got ${epochs}`);
  }
  const end = Math.round(epochs * batches.perEpoch), { latentSize } = gan;
  let rested = performance.now();
  for (let step = from; step < end && !signal?.aborted; step++) {
    const measured = tf.tidy(() => {
      const image = batches.at(step);
      const images = tf.tensor2d(image, [batches.size, image.length / batches.size]);
      const draw: Draw = (network) =>
        tf.tensor2d(
          uniform(batches.size * latentSize, seedFor(seed, "latents", step, network)),
          [batches.size, latentSize],
        );
      const scalars = gan.step(images, draw);
      // In one tensor, so that one read fetches them all.
      const measured = tf.stack(metricNames.map((name) => scalars[name]));
      tf.dispose(scalars);
      return measured;
    });
    // Read asynchronously: WebGPU has no other way.
    const values = await measured.data();
    measured.dispose();
    const metrics = {} as Metrics;
    metricNames.forEach((name, i) => metrics[name] = values[i]!);
    checkFinite(metrics, step + 1, batches.perEpoch);
    const type = (step + 1) % batches.perEpoch ? "step" : "epoch";
    yield { type, step: step + 1, epoch: (step + 1) / batches.perEpoch, metrics };
    if (performance.now() - rested > longestStretch) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      rested = performance.now();
    }
  }
}

const quantities: Record<keyof Metrics, string> = {
  dLoss: "the discriminator's loss",
  gLoss: "the generator's loss",
  dReal: "the discriminator's opinion of real images",
  dFake: "the discriminator's opinion of fakes",
};

function checkFinite(metrics: Metrics, step: number, perEpoch: number) {
  for (const name of metricNames) {
    if (Number.isFinite(metrics[name])) continue;
    throw new Error(
      `Training stopped at step ${step} (epoch ${Math.ceil(step / perEpoch)}): ${
        quantities[name]
      } is ${
        metrics[name]
      }; try a smaller learning rate, or look for a logarithm or a division by zero`,
    );
  }
}
