/**
 * Which runs the study holds: every recipe of the course, and the variants that a notebook compares with.
 *
 * @module
 */
import type { Recipe } from "../../gan/recipe.ts";
import { asAsked, fixed, tanh } from "../../gan/recipes.ts";
import { repairs } from "../stages.ts";

/** One recipe of the study, trained from several seeds. */
export interface Experiment {
  /** What is trained; its name is the experiment's in files. */
  recipe: Readonly<Recipe>;
  /** The seeds. */
  seeds: readonly number[];
  /** After which epochs quality is measured; the last one ends the run. */
  measureAt: readonly number[];
}

const five = [1, 2, 3, 4, 5], three = [1, 2, 3];
/** Recipes that learn something, and are therefore compared after twice the time as well. */
const long = new Set(["xavier", "tanh", "fixed"]);

const experiment = (
  recipe: Readonly<Recipe>,
  seeds: readonly number[],
  measureAt: readonly number[],
): Experiment => ({ recipe, seeds, measureAt });

/** The repairs of the fixed recipe, each taken back alone. Without momentum it is the recipe `tanh`. */
const without = ([
  "discriminators",
  "hiddenActivation",
  "discriminatorOutput",
  "initialisation",
  "range",
] as const)
  .map((key) =>
    experiment({ ...fixed, name: `fixed_without_${key}`, [key]: asAsked[key] }, three, [20])
  );

/** All experiments of the study, in the order in which they are run. */
export const study: readonly Experiment[] = [
  ...repairs.map(({ name, recipe }) => experiment(recipe, five, long.has(name) ? [20, 40] : [20])),
  experiment({ ...tanh, name: "tanh_leakyRelu", hiddenActivation: "leakyRelu" }, five, [20]),
  ...without,
  experiment({ ...fixed, name: "fixed_leakyRelu", hiddenActivation: "leakyRelu" }, five, [20, 40]),
  experiment({ ...fixed, name: "fixed_averaged", averaging: 0.999 }, three, [20, 40]),
];
