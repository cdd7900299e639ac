/**
 * Recipes: everything that decides how a GAN of the course is built and trained.
 *
 * @module
 */
import * as v from "valibot";
import type { Range } from "../data/scale.ts";
import { lossFunctions, type LossName } from "./losses/losses.ts";

/** How a GAN is built and trained. Each repair of the course changes exactly one key. */
export interface Recipe {
  /** What it is called in code, in files and on the command line. */
  name: string;
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
  /** What follows the hidden layers of convolutional networks; the others have none in any case. */
  normalisation: "batch" | "none";
  /** Channels at 14 x 14 in networks that are not dense; at 7 x 7 there are twice as many. */
  channels: number;
  /** What the two networks minimise. */
  loss: LossName;
  /** Gamma, the weight of the gradient penalties; 0 for none. */
  penalty: number;
  /** Where D's slope is charged: at real images alone (R1), or at fakes as well (R1 and R2). */
  penalised: "real" | "both";
  /** Decay of the moving average of G's weights that draws the samples; 0 for none. */
  averaging: number;
}

const whole = v.pipe(v.number(), v.integer(), v.minValue(1));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** What a recipe in a file must hold. */
export const recipeSchema: v.GenericSchema<unknown, Recipe> = v.object({
  name: v.string(),
  latentSize: whole,
  hiddenUnits: whole,
  batchSize: whole,
  discriminators: v.picklist([1, 2]),
  hiddenActivation: v.picklist(["linear", "relu", "leakyRelu"]),
  discriminatorOutput: v.picklist(["sigmoid", "logit"]),
  initialisation: v.picklist(["normal", "xavier", "he"]),
  range: v.picklist(["unit", "signed"]),
  learningRate: v.number(),
  beta1: share,
  beta2: share,
  networks: v.picklist(["dense", "convolutional", "residual"]),
  // Recipes that were saved before these two keys came are as their defaults say.
  normalisation: v.optional(v.picklist(["batch", "none"]), "batch"),
  channels: whole,
  loss: v.picklist(Object.keys(lossFunctions) as LossName[]),
  penalty: v.pipe(v.number(), v.minValue(0)),
  penalised: v.optional(v.picklist(["real", "both"]), "both"),
  averaging: share,
});
