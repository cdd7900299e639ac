/**
 * The stages of the course: which recipe each notebook treats.
 *
 * @module
 */
import type { Recipe } from "../gan/recipe.ts";
import {
  asAsked,
  dcgan,
  fixed,
  hiddenActivation,
  logits,
  oneDiscriminator,
  r3gan,
  tanh,
  xavier,
} from "../gan/recipes.ts";

/** One stop of the course: a recipe, and what it repairs in the one before. */
export interface Stage {
  /** The recipe's name in code, in files and on the command line. */
  name: string;
  /** What this stage changes, in a few words. */
  repair: string;
  /** The notebook that treats it, without extension. */
  notebook: string;
  /** How many epochs that notebook trains, unless the reader changes it. */
  epochs: number;
  /** The recipe. */
  recipe: Readonly<Recipe>;
}

const stage = (
  repair: string,
  notebook: string,
  epochs: number,
  recipe: Readonly<Recipe>,
): Stage => ({ name: recipe.name, repair, notebook, epochs, recipe });

/** The course: each recipe differs from the one before in exactly one key. */
export const repairs: readonly Stage[] = [
  stage("none", "01_as_asked", 8, asAsked),
  stage("one discriminator", "02_one_discriminator", 4, oneDiscriminator),
  stage("hidden activation", "03_hidden_activation", 4, hiddenActivation),
  stage("one sigmoid", "04_logits", 8, logits),
  stage("Xavier weights", "05_xavier", 12, xavier),
  stage("tanh, [-1, 1]", "06_tanh", 12, tanh),
  stage("momentum", "07_momentum", 20, fixed),
];

/** Where the answer says to go from there: bigger networks, and the newest GANs. */
export const beyond: readonly Stage[] = [
  stage("convolutions", "09_dcgan", 0.5, dcgan),
  stage("R3GAN", "10_modern_gan", 0.5, r3gan),
];

/** Every recipe that has a name: the course, and what lies beyond. */
export const stages: readonly Stage[] = [...repairs, ...beyond];
