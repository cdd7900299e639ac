/**
 * A training run of a recipe, as the user asks for it.
 *
 * @module
 */

import type { Images } from "../../data/mod.ts";
import { createRun, type Recipe, type Run, type StepEvent } from "../../gan/mod.ts";
import { withBar } from "./progress_bar.ts";
import { UserError } from "./user_error.ts";

/**
 * Makes a run ready.
 *
 * @param recipe the recipe
 * @param images what it is trained on
 * @param options how long the user wants to train, and the seed
 * @returns the run
 * @throws {UserError} when it is shorter than a step
 */
export function prepareRun(
  recipe: Recipe,
  images: Images,
  { epochs, seed }: { epochs: number; seed: number },
): Run {
  const run = createRun(recipe, images, seed), { perEpoch } = run.batches;
  if (Math.round(epochs * perEpoch) >= 1) return run;
  throw new UserError(
    `Cannot train: expected --epochs of at least one step, 1/${perEpoch}, got ${epochs}`,
  );
}

/**
 * Trains and shows how far it is.
 *
 * @param run the run
 * @param options how long, and what ends it early
 * @returns the steps, each when it is recorded
 */
export function trainWithBar(
  run: Run,
  options: { epochs: number; signal?: AbortSignal },
): AsyncGenerator<StepEvent> {
  return withBar(run.train(options), options.epochs, losses);
}

const losses = ({ metrics: { dLoss, gLoss } }: StepEvent) =>
  `D ${dLoss.toFixed(3)} | G ${gLoss.toFixed(3)}`;
