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
  /** `normal`: weights and biases from normal(0, 1). `xavier`, `he`: Xavier's or He's weights, zero biases. */
  initialisation: "normal" | "xavier" | "he";
  /** The images' range: [0, 1] and a sigmoid behind the generator, or [-1, 1] and a tanh. */
  range: "unit" | "centred";
  /** Adam's learning rate. */
  learningRate: number;
  /** Adam's momentum: the decay of its mean of gradients. */
  beta1: number;
  /** The decay of Adam's mean of squared gradients. */
  beta2: number;
  /** The networks' shape: the question's, a DCGAN's, or R3GAN's. */
  networks: "dense" | "convolutional" | "residual";
  /** Channels at 14 x 14 in networks that are not dense; at 7 x 7 there are twice as many. */
  channels: number;
  /** The question's non-saturating loss, or the relativistic pairing loss. */
  loss: "nonSaturating" | "relativistic";
  /** Gamma, the weight of the gradient penalties R1 and R2; 0 for none. */
  penalty: number;
  /** Decay of the moving average of G's weights that draws the samples; 0 for none. */
  averaging: number;
}

/** What the question's optimiser, networks and losses are in a recipe that can name others. */
const asInTheQuestion = {
  beta2: 0.999,
  networks: "dense",
  channels: 32,
  loss: "nonSaturating",
  penalty: 0,
  averaging: 0,
} as const;

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
  ...asInTheQuestion,
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

/** The answer's next step: convolutional networks (Radford, Metz and Chintala 2016), and an average of G's weights. */
export const dcgan: Readonly<Recipe> = {
  ...fixed,
  batchSize: 64,
  networks: "convolutional",
  hiddenActivation: "leakyRelu",
  averaging: 0.999,
};

/** The answer's last step: R3GAN's networks, loss and penalties (Huang et al. 2024). */
export const r3gan: Readonly<Recipe> = {
  ...dcgan,
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

/** Where the answer says to go from there: bigger networks, and the newest GANs. */
export const beyond: readonly Stage[] = [
  stage("dcgan", "convolutions", "09_dcgan", 1, dcgan),
  stage("r3gan", "R3GAN", "10_modern_gan", 1, r3gan),
];

/** Every recipe that has a name: the course, and what lies beyond. */
export const stages: readonly Stage[] = [...course, ...beyond];

/**
 * Completes a recipe that was written before there were other optimisers, networks and losses than the question's.
 *
 * @param recipe a recipe, as read from a file
 * @returns the same, with the question's where it names none
 */
export function completeRecipe(recipe: Readonly<Recipe>): Recipe {
  // The first spread decides the keys' order, the last one their values.
  return { ...recipe, ...asInTheQuestion, ...recipe };
}

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
