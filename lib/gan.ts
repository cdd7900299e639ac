/**
 * A GAN built from a recipe: two (or three) networks, two optimisers, one training step.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { discriminatorLoss, generatorLoss } from "./losses.ts";
import { buildDiscriminator, buildGenerator } from "./networks.ts";
import type { Recipe } from "./recipe.ts";
import type { Draw, Trainable } from "./train.ts";

/** What {@link createGan} needs beside the recipe. */
export interface GanOptions {
  /** The seed of all initial weights. */
  seed: number;
  /**
   * Another optimiser than the recipe's Adam, for each of the two networks.
   *
   * @default {tf.train.adam(recipe.learningRate, recipe.beta1, 0.999, 1e-8)}
   */
  optimizer?: (network: "G" | "D") => tf.Optimizer;
  /**
   * Trained networks to go on with.
   *
   * @default {undefined} Fresh ones, from the recipe and the seed.
   */
  networks?: { generator: tf.LayersModel; discriminator: tf.LayersModel };
}

/** A generator, what judges its images, and what trains them. */
export class Gan implements Trainable {
  /** The recipe it was built from. */
  readonly recipe: Readonly<Recipe>;
  /** latents [n, 100] -> images [n, 784] in the recipe's range. */
  readonly generator: tf.LayersModel;
  /** The discriminator that sees the real images: images [n, 784] -> outputs [n, 1]. */
  readonly discriminator: tf.LayersModel;
  /** The discriminator that sees the fakes: the same network in a sane GAN, an untrained twin in `asAsked`. */
  readonly judgeOfFakes: tf.LayersModel;
  /** The generator's optimiser, and the discriminator's. */
  readonly optimizers: Readonly<Record<"G" | "D", tf.Optimizer>>;

  /** @ignore use {@link createGan} */
  constructor(recipe: Readonly<Recipe>, { seed, optimizer, networks }: GanOptions) {
    const adam = () => tf.train.adam(recipe.learningRate, recipe.beta1, 0.999, 1e-8);
    this.recipe = recipe;
    this.generator = networks?.generator ?? buildGenerator(recipe, seed, "G");
    this.discriminator = networks?.discriminator ?? buildDiscriminator(recipe, seed, "D");
    this.judgeOfFakes = recipe.discriminators === 2
      ? buildDiscriminator(recipe, seed, "D_1")
      : this.discriminator;
    this.optimizers = { G: optimizer?.("G") ?? adam(), D: optimizer?.("D") ?? adam() };
  }

  /** Every weight of every network, by name: `G/hidden/kernel`, `D/output/bias`, `D_1/...`. */
  get variables(): tf.Variable[] {
    const networks = new Set([this.generator, this.discriminator, this.judgeOfFakes]);
    // A layer's weight is private in tfjs's types; training needs the variable itself.
    return [...networks].flatMap((network) =>
      network.trainableWeights.map((weight) => weight.read() as tf.Variable)
    );
  }

  /**
   * The variables an optimiser is given: those of this GAN whose names begin with a prefix, which is how
   * the question's code chose them.
   *
   * @param prefix `G/` or `D/`
   * @returns the variables
   */
  variablesUnder(prefix: string): tf.Variable[] {
    return this.variables.filter((variable) => variable.name.startsWith(prefix));
  }

  /**
   * Draws images.
   *
   * @param latents [n, latentSize]
   * @returns [n, 784] in the recipe's range
   */
  generate(latents: tf.Tensor2D): tf.Tensor2D {
    return this.generator.apply(latents) as tf.Tensor2D;
  }

  /**
   * What an output of the discriminator means as a probability of "real".
   *
   * @param outputs what a discriminator put out
   * @returns as many probabilities
   */
  opinion(outputs: tf.Tensor): tf.Tensor {
    return this.recipe.discriminatorOutput === "sigmoid" ? outputs : tf.sigmoid(outputs);
  }

  /**
   * One discriminator step: changes the variables under `D/`, and no other.
   *
   * @param images real images, [n, 784]
   * @param latents [n, latentSize]
   * @returns three scalars for the caller to dispose: the loss before the update, D(real) and D(fake)
   */
  discriminatorStep(images: tf.Tensor2D, latents: tf.Tensor2D): tf.Scalar[] {
    const opinions: tf.Scalar[] = [];
    const loss = this.optimizers.D.minimize(
      () => {
        const real = this.discriminator.apply(images) as tf.Tensor;
        const fake = this.judgeOfFakes.apply(this.generate(latents)) as tf.Tensor;
        opinions.push(tf.keep(this.opinion(real).mean()), tf.keep(this.opinion(fake).mean()));
        return discriminatorLoss(real, fake);
      },
      true,
      this.variablesUnder("D/"),
    )!;
    return [loss, ...opinions];
  }

  /**
   * One generator step: changes the variables under `G/`, and no other.
   *
   * @param latents [n, latentSize]
   * @returns the loss before the update, for the caller to dispose
   */
  generatorStep(latents: tf.Tensor2D): tf.Scalar {
    return this.optimizers.G.minimize(
      () => generatorLoss(this.judgeOfFakes.apply(this.generate(latents)) as tf.Tensor),
      true,
      this.variablesUnder("G/"),
    )!;
  }

  /**
   * A whole training step: D on one batch of latents, then G on another.
   *
   * @param images real images, [n, 784]
   * @param draw draws fresh latents for a network's step
   * @returns [dLoss, gLoss, dReal, dFake] in one tensor, so that one read fetches them all
   */
  step(images: tf.Tensor2D, draw: Draw): tf.Tensor1D {
    const [dLoss, dReal, dFake] = this.discriminatorStep(images, draw("D"));
    const gLoss = this.generatorStep(draw("G"));
    const measured = tf.stack([dLoss!, gLoss, dReal!, dFake!]) as tf.Tensor1D;
    tf.dispose([dLoss!, gLoss, dReal!, dFake!]);
    return measured;
  }

  /** Frees every weight and both optimisers' memory. */
  dispose(): void {
    for (const network of new Set([this.generator, this.discriminator, this.judgeOfFakes])) {
      network.dispose();
    }
    for (const optimizer of Object.values(this.optimizers)) optimizer.dispose();
  }
}

/**
 * Builds a GAN.
 *
 * @param recipe how
 * @param options the seed, and another optimiser if wanted
 * @returns the GAN, untrained
 *
 * @example The question's GAN has a second discriminator that no optimiser is given
 * ```ts
 * import { asAsked, createGan } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * const gan = createGan(asAsked, { seed: 1 });
 * const trained = [...gan.variablesUnder("G/"), ...gan.variablesUnder("D/")];
 * assertEquals(gan.variables.length - trained.length, 4);
 * gan.dispose();
 * ```
 */
export function createGan(recipe: Readonly<Recipe>, options: GanOptions): Gan {
  return new Gan(recipe, options);
}
