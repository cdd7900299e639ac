/**
 * A GAN built from a recipe: two (or three) networks, two optimisers, one training step.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { type Losses, lossFunctions, measureSteepness, type Steepness } from "./losses/mod.ts";
import { buildDiscriminator, buildGenerator } from "./networks/mod.ts";
import type { Recipe } from "./recipe.ts";
import type { Metrics } from "./history.ts";
import type { Source } from "./source.ts";
import type { Draw, Trainable } from "./train.ts";

/** What {@link createGan} needs beside the recipe. */
export interface GanOptions {
  /** The seed of all initial weights. */
  seed: number;
  /**
   * Another optimiser than the recipe's Adam, for each of the two networks.
   *
   * @default {tf.train.adam(recipe.learningRate, recipe.beta1, recipe.beta2, 1e-8)}
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
export class Gan implements Source, Trainable {
  /** The recipe it was built from. */
  readonly recipe: Readonly<Recipe>;
  /** latents [n, latentSize] -> images [n, 784] in the recipe's range. */
  readonly generator: tf.LayersModel;
  /**
   * The generator that draws: the moving average of the trained one's weights, in a recipe without averaging the
   * trained one itself. It is the one to measure, to show and to ship.
   */
  readonly averaged: tf.LayersModel;
  /** The discriminator that sees the real images: images [n, 784] -> outputs [n, 1]. */
  readonly discriminator: tf.LayersModel;
  /** The discriminator that sees the fakes: the same network in a sane GAN, an untrained twin in `asAsked`. */
  readonly judgeOfFakes: tf.LayersModel;
  /** The generator's optimiser, and the discriminator's. */
  readonly optimizers: Readonly<Record<"G" | "D", tf.Optimizer>>;
  readonly #losses: Losses;

  /** @ignore use {@link createGan} */
  constructor(recipe: Readonly<Recipe>, { seed, optimizer, networks }: GanOptions) {
    const adam = () => tf.train.adam(recipe.learningRate, recipe.beta1, recipe.beta2, 1e-8);
    this.recipe = recipe;
    this.generator = networks?.generator ?? buildGenerator(recipe, seed, "G");
    this.averaged = recipe.averaging ? buildGenerator(recipe, seed, "G") : this.generator;
    if (recipe.averaging) this.averaged.setWeights(this.generator.getWeights());
    this.discriminator = networks?.discriminator ?? buildDiscriminator(recipe, seed, "D");
    this.judgeOfFakes = recipe.discriminators === 2
      ? buildDiscriminator(recipe, seed, "D_1")
      : this.discriminator;
    this.optimizers = { G: optimizer?.("G") ?? adam(), D: optimizer?.("D") ?? adam() };
    this.#losses = lossFunctions[recipe.loss];
  }

  /** Numbers in a latent. */
  get latentSize(): number {
    return this.recipe.latentSize;
  }

  /** The range of the images. */
  get range(): Recipe["range"] {
    return this.recipe.range;
  }

  /**
   * Every weight of every network, by name: `G/hidden/kernel`, `D/output/bias`, `D_1/...`; with them what training
   * changes without an optimiser, averaged weights and the statistics of batch normalisation.
   */
  get variables(): tf.Variable[] {
    return this.#networks.flatMap((network) => variablesOf(network.weights));
  }

  /**
   * The variables an optimiser is given: trainable weights whose names begin with a prefix, which is how the
   * question's code chose them.
   *
   * @param prefix `G/` or `D/`
   * @returns the variables
   */
  variablesUnder(prefix: string): tf.Variable[] {
    return this.#networks.filter((network) =>
      network === this.generator || network !== this.averaged
    )
      .flatMap((network) => variablesOf(network.trainableWeights))
      .filter((variable) => variable.name.startsWith(prefix));
  }

  get #networks(): tf.LayersModel[] {
    return [
      ...new Set([this.generator, this.discriminator, this.judgeOfFakes, this.averaged]),
    ];
  }

  /**
   * Draws images with the {@link Gan.averaged} generator, as after training: batch normalisation uses its moving
   * averages.
   *
   * @param latents [n, latentSize]
   * @returns [n, 784] in the recipe's range
   */
  generate(latents: tf.Tensor2D): tf.Tensor2D {
    return this.averaged.apply(latents) as tf.Tensor2D;
  }

  /**
   * What an output of the discriminator means as a probability of "real".
   *
   * @param outputs what a discriminator put out, in a paired loss differences of that
   * @returns as many probabilities
   */
  opinion(outputs: tf.Tensor): tf.Tensor {
    return this.recipe.discriminatorOutput === "sigmoid"
      ? outputs
      : this.#losses.probability(outputs);
  }

  /**
   * One discriminator step: changes the variables under `D/`, and no other weight.
   *
   * Real images and fakes pass batch normalisation separately, each by the statistics of its own batch.
   *
   * @param images real images, [n, 784]
   * @param latents [n, latentSize]
   * @returns scalars for the caller to dispose: the loss before the update, penalties included, D(real) and D(fake)
   */
  discriminatorStep(
    images: tf.Tensor2D,
    latents: tf.Tensor2D,
  ): Record<Exclude<keyof Metrics, "gLoss">, tf.Scalar> {
    const opinions: tf.Scalar[] = [];
    const dLoss = this.optimizers.D.minimize(
      () => {
        const { penalty, penalised } = this.recipe;
        const real = this.#judge(this.discriminator, images, penalty > 0);
        const fakes = inTraining(this.generator, latents);
        const fake = this.#judge(this.judgeOfFakes, fakes, penalty > 0 && penalised === "both");
        // Of paired outputs only the difference means anything.
        const said = this.#losses.paired
          ? [tf.sub(real.outputs, fake.outputs), tf.sub(fake.outputs, real.outputs)]
          : [real.outputs, fake.outputs];
        opinions.push(...said.map((outputs) => tf.keep(this.opinion(outputs).mean<tf.Scalar>())));
        const contest = this.#losses.discriminator(real.outputs, fake.outputs);
        if (!real.steepness) return contest;
        const steepness = fake.steepness ? tf.add(real.steepness, fake.steepness) : real.steepness;
        return tf.add(contest, tf.mul(penalty / 2, steepness));
      },
      true,
      this.variablesUnder("D/"),
    )!;
    const [dReal, dFake] = opinions;
    return { dLoss, dReal: dReal!, dFake: dFake! };
  }

  #judge(
    network: tf.LayersModel,
    images: tf.Tensor2D,
    measured: boolean,
  ): { outputs: tf.Tensor } & Partial<Steepness> {
    const judge = (images: tf.Tensor) => inTraining(network, images);
    return measured ? measureSteepness(judge, images) : { outputs: judge(images) };
  }

  /**
   * One generator step: changes the variables under `G/`, and no other weight.
   *
   * @param latents [n, latentSize]
   * @param images [n, 784], one for each fake; only a relativistic loss looks at them
   * @returns the loss before the update, for the caller to dispose
   * @throws {TypeError} when a relativistic loss gets no images
   */
  generatorStep(latents: tf.Tensor2D, images?: tf.Tensor2D): tf.Scalar {
    if (this.#losses.paired && !images) {
      throw new TypeError(
        "Cannot take a generator step: expected a real image for each fake, got none",
      );
    }
    return this.optimizers.G.minimize(
      () => {
        const fake = inTraining(this.judgeOfFakes, inTraining(this.generator, latents));
        if (!this.#losses.paired) return this.#losses.generator(fake, fake);
        return this.#losses.generator(fake, inTraining(this.discriminator, images!));
      },
      true,
      this.variablesUnder("G/"),
    )!;
  }

  /**
   * Moves the averaged weights, and the averaged statistics of batch normalisation, towards the trained ones. The
   * first steps move them farther, or the untrained weights would stay in the average for long.
   */
  #average(): void {
    if (this.averaged === this.generator) return;
    const steps = this.optimizers.G.iterations;
    const decay = Math.min(this.recipe.averaging, (1 + steps) / (10 + steps));
    const trained = variablesOf(this.generator.weights);
    variablesOf(this.averaged.weights).forEach((average, i) =>
      average.assign(tf.add(tf.mul(average, decay), tf.mul(trained[i]!, 1 - decay)))
    );
  }

  /**
   * A whole training step: D on one batch of latents, then G on another, then the average of G's weights. A
   * relativistic loss pairs both batches of fakes with the same real images.
   *
   * @param images real images, [n, 784]
   * @param draw draws fresh latents for a network's step
   * @returns what was measured, scalars for the caller to dispose
   */
  step(images: tf.Tensor2D, draw: Draw): Record<keyof Metrics, tf.Scalar> {
    const measured = this.discriminatorStep(images, draw("D"));
    const gLoss = this.generatorStep(draw("G"), images);
    tf.tidy(() => this.#average());
    return { ...measured, gLoss };
  }

  /** Frees every weight and both optimisers' memory. */
  dispose(): void {
    for (const network of this.#networks) network.dispose();
    for (const optimizer of Object.values(this.optimizers)) optimizer.dispose();
  }
}

/** A layer's weight is private in tfjs's types; training needs the variable itself. */
function variablesOf(weights: tf.LayersModel["weights"]): tf.Variable[] {
  return weights.map((weight) => weight.read() as tf.Variable);
}

/** Batch normalisation by the batch's own mean and variance, which also move its averages. */
function inTraining<T extends tf.Tensor = tf.Tensor2D>(
  network: tf.LayersModel,
  input: tf.Tensor,
): T {
  return network.apply(input, { training: true }) as T;
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
 * import { createGan, recipes } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * const gan = createGan(recipes.asAsked, { seed: 1 });
 * const trained = [...gan.variablesUnder("G/"), ...gan.variablesUnder("D/")];
 * assertEquals(gan.variables.length - trained.length, 4);
 * gan.dispose();
 * ```
 */
export function createGan(recipe: Readonly<Recipe>, options: GanOptions): Gan {
  return new Gan(recipe, options);
}
