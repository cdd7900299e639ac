/**
 * Recipes: everything that decides how a GAN of the course is built and trained.
 *
 * @module
 */

/** How a GAN is built and trained. Each repair of the course changes exactly one key. */
export interface Recipe {
  /** Numbers in a latent, drawn from uniform(-1, 1). */
  latentSize: number;
  /** Units in the one hidden layer of each network. */
  hiddenUnits: number;
  /** Images, and latents, in a batch. */
  batchSize: number;
  /** 2: fakes are judged by a second discriminator that nobody trains. 1: by the one that is trained. */
  discriminators: 1 | 2;
  /** The activation of the hidden layers. */
  hiddenActivation: "linear" | "relu" | "leakyRelu";
  /** What the discriminator hands to the loss, which takes it for a logit: a sigmoid's output, or a logit. */
  discriminatorOutput: "sigmoid" | "logit";
  /** `normal`: weights and biases from normal(0, 1). `xavier`: Xavier weights, zero biases. */
  initialisation: "normal" | "xavier";
  /** The images' range: [0, 1] and a sigmoid behind the generator, or [-1, 1] and a tanh. */
  range: "unit" | "centred";
  /** Adam's learning rate. */
  learningRate: number;
  /** Adam's momentum: the decay of its mean of gradients. */
  beta1: number;
}

/** The question's GAN, as it was asked. */
export const asAsked: Readonly<Recipe> = {
  latentSize: 100,
  hiddenUnits: 200,
  batchSize: 128,
  discriminators: 2,
  hiddenActivation: "linear",
  discriminatorOutput: "sigmoid",
  initialisation: "normal",
  range: "unit",
  learningRate: 0.001,
  beta1: 0.9,
};

/** Repair 1: the discriminator that judges the fakes is the one that is trained. */
export const oneDiscriminator: Readonly<Recipe> = { ...asAsked, discriminators: 1 };

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

/** The course: each recipe differs from the one before in exactly one key. */
export const course: readonly Stage[] = [
  { name: "asAsked", repair: "none", notebook: "01_as_asked", epochs: 8, recipe: asAsked },
  {
    name: "oneDiscriminator",
    repair: "one discriminator",
    notebook: "02_one_discriminator",
    epochs: 4,
    recipe: oneDiscriminator,
  },
];

/**
 * What changed between two recipes.
 *
 * @param before a recipe
 * @param after another
 * @returns one row per key that differs
 *
 * @example The first repair changes one key
 * ```ts
 * import { asAsked, changes, oneDiscriminator } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(changes(asAsked, oneDiscriminator), [{ key: "discriminators", before: 2, after: 1 }]);
 * ```
 */
export function changes(
  before: Readonly<Recipe>,
  after: Readonly<Recipe>,
): { key: keyof Recipe; before: string | number; after: string | number }[] {
  const keys = Object.keys(after) as (keyof Recipe)[];
  return keys.filter((key) => before[key] !== after[key])
    .map((key) => ({ key, before: before[key], after: after[key] }));
}
