/**
 * Options and arguments that several tasks take.
 *
 * @module
 */

import { InvalidArgumentError } from "commander";
import { type Stage, stages } from "../../course/stages.ts";
import { UserError } from "./user_error.ts";

/** The names of all recipes, as a list in words. */
export const recipeNames: string = stages.map(({ name }) => name).join(", ");

/**
 * Reads a positive number.
 *
 * @param text What the user typed.
 * @returns The number.
 * @throws {InvalidArgumentError} If it is none.
 */
export function positive(text: string): number {
  if (Number(text) > 0 && Number.isFinite(Number(text))) return Number(text);
  throw new InvalidArgumentError("Expected a positive number.");
}

/**
 * Reads a whole number, not negative.
 *
 * @param text What the user typed.
 * @returns The number.
 * @throws {InvalidArgumentError} If it is none.
 */
export function whole(text: string): number {
  if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw new InvalidArgumentError("Expected a whole number.");
}

/**
 * Reads a whole number from 1.
 *
 * @param text What the user typed.
 * @returns The number.
 * @throws {InvalidArgumentError} If it is none.
 */
export function positiveWhole(text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number.isSafeInteger(Number(text))) {
    return Number(text);
  }
  throw new InvalidArgumentError("Expected a whole number from 1.");
}

/**
 * Checks that a run is at least one step long.
 *
 * @param epochs How long the user wants to train.
 * @param perEpoch Steps in an epoch.
 * @throws {UserError} If it is shorter.
 */
export function checkEpochs(epochs: number, perEpoch: number): void {
  if (Math.round(epochs * perEpoch) >= 1) return;
  throw new UserError(
    `Cannot train: expected --epochs of at least one step, 1/${perEpoch}, got ${epochs}`,
  );
}

/**
 * Finds a recipe by its name.
 *
 * @param name What the user typed.
 * @returns The recipe, and what else the course knows about it.
 * @throws {UserError} If there is none of that name.
 */
export function findStage(name: string): Stage {
  const stage = stages.find((stage) => stage.name === name);
  if (stage) return stage;
  throw new UserError(`Cannot find the recipe ${name}: expected one of ${recipeNames}`);
}

/** How many images a task draws at most: a sheet of them takes 1.5 GB of memory. */
const most = 50_000;

/**
 * Reads how many images to draw.
 *
 * @param text What the user typed.
 * @returns The number.
 * @throws {InvalidArgumentError} If it is none, or too large.
 */
export function imageCount(text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= most) return Number(text);
  throw new InvalidArgumentError(
    `Expected a whole number from 1 to ${
      most.toLocaleString("en-US")
    }, which take 1.5 GB of memory.`,
  );
}

/**
 * Reads a port's number.
 *
 * @param text What the user typed.
 * @returns The number.
 * @throws {InvalidArgumentError} If it is none.
 */
export function portNumber(text: string): number {
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 65535) return Number(text);
  throw new InvalidArgumentError("Expected a number from 1 to 65535.");
}
