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
  /** Its name in files. */
  name: string;
  /** What is trained. */
  recipe: Readonly<Recipe>;
  /** The seeds. */
  seeds: readonly number[];
  /** After which epochs quality is measured; the last one ends the run. */
  measureAt: readonly number[];
}

const five = [1, 2, 3, 4, 5], three = [1, 2, 3];
/** Recipes that learn something, and are therefore compared after twice the time as well. */
const long = new Set(["xavier", "tanh", "fixed"]);

/** The repairs of the fixed recipe, each taken back alone. Without momentum it is the recipe `tanh`. */
const without = ([
  "discriminators",
  "hiddenActivation",
  "discriminatorOutput",
  "initialisation",
  "range",
] as const)
  .map((key): Experiment => ({
    name: `fixed_without_${key}`,
    recipe: { ...fixed, [key]: asAsked[key] },
    seeds: three,
    measureAt: [20],
  }));

/** All experiments of the study, in the order in which they are run. */
export const study: readonly Experiment[] = [
  ...repairs.map(({ name, recipe }): Experiment => ({
    name,
    recipe,
    seeds: five,
    measureAt: long.has(name) ? [20, 40] : [20],
  })),
  {
    name: "tanh_leakyRelu",
    recipe: { ...tanh, hiddenActivation: "leakyRelu" },
    seeds: five,
    measureAt: [20],
  },
  ...without,
  {
    name: "fixed_leakyRelu",
    recipe: { ...fixed, hiddenActivation: "leakyRelu" },
    seeds: five,
    measureAt: [20, 40],
  },
  {
    name: "fixed_averaged",
    recipe: { ...fixed, averaging: 0.999 },
    seeds: three,
    measureAt: [20, 40],
  },
];
