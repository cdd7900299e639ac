/**
 * Recipes: everything that decides how a GAN of the course is built and trained.
 *
 * @module
 */
import type { Range } from "../data/scale.ts";

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
  range: Range;
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
export const asInTheQuestion = {
  beta2: 0.999,
  networks: "dense",
  channels: 32,
  loss: "nonSaturating",
  penalty: 0,
  averaging: 0,
} as const;

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
