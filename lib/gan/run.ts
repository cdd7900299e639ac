/**
 * A GAN in training.
 *
 * @module
 */
import { Batches } from "../data/batches.ts";
import type { Images } from "../data/image_set.ts";
import { createGan, type Gan } from "./gan.ts";
import { History } from "./history.ts";
import { type BatchSource, type StepEvent, train, type TrainOptions } from "./train.ts";

/** A GAN, what it learns from, its seed, and the record of all its steps. */
export class Run {
  /** What is trained. */
  readonly gan: Gan;
  /** The real images. */
  readonly batches: BatchSource;
  /** The seed of latents and shuffles. */
  readonly seed: number;
  /** What was recorded so far: training goes on from its last step. */
  readonly history: History;

  /**
   * Prepares a run.
   *
   * @param gan what to train
   * @param data real images, or batches made otherwise
   * @param seed the seed of latents and shuffles
   * @param history the record of a run to go on with, by default an empty one
   * @throws {RangeError} when there are fewer images than a batch holds
   * @throws {TypeError} when the history is thinned, or of another seed or length of epoch
   */
  constructor(gan: Gan, data: Images | BatchSource, seed: number, history?: History) {
    this.gan = gan;
    this.batches = "at" in data ? data : new Batches(data, gan.recipe, seed);
    this.seed = seed;
    const { perEpoch: stepsPerEpoch } = this.batches;
    this.history = history ?? new History({ recipe: gan.recipe.name, seed, stepsPerEpoch });
    const { info, stride } = this.history;
    if (stride !== 1 || info.seed !== seed || info.stepsPerEpoch !== stepsPerEpoch) {
      throw new TypeError(
        `Cannot go on with a run: expected a history of every step, seed ${seed}, ${stepsPerEpoch} steps in an epoch, ` +
          `got every ${stride}, seed ${info.seed}, ${info.stepsPerEpoch} steps`,
      );
    }
  }

  /**
   * Trains and records.
   *
   * @param options until which epoch, counted from the run's beginning, and what can end it early
   * @returns events, one for each finished step, after it was recorded
   * @throws {Error} as {@link train} does
   * @throws {RangeError} as {@link train} does
   */
  async *train(options: Pick<TrainOptions, "epochs" | "signal">): AsyncGenerator<StepEvent, void> {
    const { gan, batches, seed, history } = this;
    for await (const event of train(gan, batches, { ...options, seed, from: history.steps })) {
      history.push(event.metrics);
      yield event;
    }
  }
}

/**
 * Builds a GAN and prepares its run.
 *
 * @param recipe how
 * @param data real images, or batches made otherwise
 * @param seed the seed of everything: weights, latents, shuffles
 * @returns the run, not yet begun
 *
 * @example Three steps of the question's GAN
 * ```ts
 * import { createRun, recipes, uniform } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * const batches = { size: 128, perEpoch: 10, at: (step: number) => uniform(128 * 784, step) };
 * const run = createRun(recipes.asAsked, batches, 1);
 * for await (const { metrics } of run.train({ epochs: 0.3 })) console.log(metrics.dLoss);
 * assertEquals(run.history.steps, 3);
 * run.gan.dispose();
 * ```
 */
export function createRun(
  recipe: Parameters<typeof createGan>[0],
  data: Images | BatchSource,
  seed: number,
): Run {
  return new Run(createGan(recipe, { seed }), data, seed);
}
