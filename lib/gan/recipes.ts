/**
 * The recipes of the course: each repair changes one key of the one before.
 *
 * @module
 */
import type { Recipe } from "./recipe.ts";

/** The question's GAN, as it was asked. */
export const asAsked: Readonly<Recipe> = {
  name: "asAsked",
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
  beta2: 0.999,
  networks: "dense",
  normalisation: "batch",
  channels: 32,
  loss: "nonSaturating",
  penalty: 0,
  penalised: "both",
  averaging: 0,
};

/** Repair 1: the discriminator that judges the fakes is the one that is trained. */
export const oneDiscriminator: Readonly<Recipe> = {
  ...asAsked,
  name: "oneDiscriminator",
  discriminators: 1,
};

/** Repair 2: an activation between the layers, so that the networks can bend. */
export const hiddenActivation: Readonly<Recipe> = {
  ...oneDiscriminator,
  name: "hiddenActivation",
  hiddenActivation: "relu",
};

/** Repair 3: the discriminator hands logits to a loss that wants logits; one sigmoid, not two. */
export const logits: Readonly<Recipe> = {
  ...hiddenActivation,
  name: "logits",
  discriminatorOutput: "logit",
};

/** Repair 4: Xavier weights and zero biases (Glorot and Bengio 2010). */
export const xavier: Readonly<Recipe> = { ...logits, name: "xavier", initialisation: "xavier" };

/** Repair 5: tanh, and images in [-1, 1]. */
export const tanh: Readonly<Recipe> = { ...xavier, name: "tanh", range: "signed" };

/** Repair 6: less momentum, Adam's beta1 0.9 -> 0.5 (Radford et al. 2016). With it all six causes are repaired. */
export const fixed: Readonly<Recipe> = { ...tanh, name: "fixed", beta1: 0.5 };

/** The answer's next step: convolutional networks (Radford, Metz and Chintala 2016), and an average of G's weights. */
export const dcgan: Readonly<Recipe> = {
  ...fixed,
  name: "dcgan",
  batchSize: 64,
  networks: "convolutional",
  hiddenActivation: "leakyRelu",
  averaging: 0.999,
};

/** The answer's last step: R3GAN's networks, loss and penalties (Huang et al. 2024). */
export const r3gan: Readonly<Recipe> = {
  ...dcgan,
  name: "r3gan",
  networks: "residual",
  channels: 24,
  initialisation: "he",
  loss: "relativistic",
  penalty: 1,
  beta1: 0,
  // A short memory: while the images are all black tanh passes hardly any gradient, and the large ones that led there
  // must soon be forgotten.
  beta2: 0.9,
};

/**
 * What changed between two recipes.
 *
 * @param before a recipe
 * @param after another
 * @returns one row per key that differs, their names left out
 *
 * @example The first repair changes one key
 * ```ts
 * import { recipes } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(recipes.changes(recipes.asAsked, recipes.oneDiscriminator), [{ key: "discriminators", before: 2, after: 1 }]);
 * ```
 */
export function changes(
  before: Readonly<Recipe>,
  after: Readonly<Recipe>,
): { key: keyof Recipe; before: string | number; after: string | number }[] {
  const keys = Object.keys(after) as (keyof Recipe)[];
  return keys.filter((key) => key !== "name" && before[key] !== after[key])
    .map((key) => ({ key, before: before[key], after: after[key] }));
}
