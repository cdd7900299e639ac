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
 * @param text what the user typed
 * @returns the number
 * @throws {InvalidArgumentError} when it is not one
 */
export function positive(text: string): number {
  if (Number(text) > 0 && Number.isFinite(Number(text))) return Number(text);
  throw new InvalidArgumentError("Expected a positive number.");
}

function wholeNumber(least: number, largest: number, message: string): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= least && number <= largest) return number;
    throw new InvalidArgumentError(message);
  };
}

/** Reads a whole number, not negative. */
export const whole = wholeNumber(0, Number.MAX_SAFE_INTEGER, "Expected a whole number.");

/** Reads a whole number from 1. */
export const positiveWhole = wholeNumber(
  1,
  Number.MAX_SAFE_INTEGER,
  "Expected a whole number from 1.",
);

/** Reads how many images to draw. A sheet of more would take too much memory. */
export const imageCount = wholeNumber(
  1,
  50_000,
  "Expected a whole number from 1 to 50,000, which take 1.5 GB of memory.",
);

/** Reads a port's number. */
export const portNumber = wholeNumber(1, 65535, "Expected a number from 1 to 65535.");

/**
 * Finds a recipe by its name.
 *
 * @param name what the user typed
 * @returns the recipe, and what else the course knows about it
 * @throws {UserError} when there is none of that name
 */
export function findStage(name: string): Stage {
  const stage = stages.find((stage) => stage.name === name);
  if (stage) return stage;
  throw new UserError(`Cannot find the recipe ${name}: expected one of ${recipeNames}`);
}
