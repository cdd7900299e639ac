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

/** Repair 2: an activation between the layers, so that the networks can bend. */
export const hiddenActivation: Readonly<Recipe> = { ...oneDiscriminator, hiddenActivation: "relu" };

/** Repair 3: the discriminator hands logits to a loss that wants logits; one sigmoid, not two. */
export const logits: Readonly<Recipe> = { ...hiddenActivation, discriminatorOutput: "logit" };

/** Repair 4: Xavier weights and zero biases (Glorot and Bengio 2010). */
export const xavier: Readonly<Recipe> = { ...logits, initialisation: "xavier" };

/** Repair 5: tanh, and images in [-1, 1]: centred around zero on both sides. */
export const tanh: Readonly<Recipe> = { ...xavier, range: "centred" };

/** Repair 6: less momentum, Adam's beta1 0.9 -> 0.5 (Radford et al. 2016). */
export const momentum: Readonly<Recipe> = { ...tanh, beta1: 0.5 };

/** The question's GAN with all six causes repaired. */
export const fixed: Readonly<Recipe> = momentum;

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
  name: string,
  repair: string,
  notebook: string,
  epochs: number,
  recipe: Readonly<Recipe>,
): Stage => ({ name, repair, notebook, epochs, recipe });

/** The course: each recipe differs from the one before in exactly one key. */
export const course: readonly Stage[] = [
  stage("asAsked", "none", "01_as_asked", 8, asAsked),
  stage("oneDiscriminator", "one discriminator", "02_one_discriminator", 4, oneDiscriminator),
  stage("hiddenActivation", "hidden activation", "03_hidden_activation", 4, hiddenActivation),
  stage("logits", "one sigmoid", "04_logits", 8, logits),
  stage("xavier", "Xavier weights", "05_xavier", 12, xavier),
  stage("tanh", "tanh, [-1, 1]", "06_tanh", 12, tanh),
  stage("fixed", "momentum", "07_momentum", 20, fixed),
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
