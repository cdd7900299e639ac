/**
 * GANs whose discriminator sees the pixels in another range, for the study of what the range does.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { Images } from "../../data/image_set.ts";
import { pixels } from "../../data/image_set.ts";
import { createGan, type Gan } from "../../gan/gan.ts";
import { activation, weights } from "../../gan/networks/parts.ts";
import type { Recipe } from "../../gan/recipe.ts";

/** How D sees a pixel x of [0, 1], real or fake: as `contrast` x + `black`. */
export interface PixelRange {
  /** The distance from black to white; negative where black is the greater number. */
  contrast: number;
  /** Where black lies; `mean`: each pixel minus its mean over the data. */
  black: number | "mean";
  /** G ends in sigmoid(`slope` o): 1 is a sigmoid, 2 a tanh moved into [0, 1]. */
  slope: 1 | 2;
  /**
   * How many times as fast D's hidden biases learn as its weights.
   *
   * @default {1}
   */
  biasRate?: number;
}

/** What the training needs of tfjs's layers, whose types hide it. */
class Affine extends tf.layers.Layer {
  static className = "Affine";
  constructor(
    name: string,
    private readonly factor: number,
    private readonly offset: tf.Tensor | number,
  ) {
    super({ name });
  }
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x] = [inputs].flat();
    return tf.tidy(() => tf.add(tf.mul(x!, this.factor), this.offset));
  }
}

/** A bias that learns `rate` times as fast as Adam's learning rate: it is `rate` times a variable. */
class FastBias extends tf.layers.Layer {
  static className = "FastBias";
  #bias?: tf.LayerVariable;
  constructor(name: string, private readonly rate: number) {
    super({ name });
  }
  override build(shape: tf.Shape | tf.Shape[]): void {
    const units = ([shape].flat() as tf.Shape).at(-1)!;
    this.#bias = this.addWeight("bias", [units], "float32", tf.initializers.zeros());
    super.build(shape);
  }
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x] = [inputs].flat();
    return tf.tidy(() => tf.add(x!, tf.mul(this.#bias!.read(), this.rate)));
  }
}

/** The mean of each pixel over a set of images, in [0, 1]. */
function meanImage({ count, pixels: bytes }: Images): Float32Array {
  const sums = new Float64Array(pixels);
  for (let i = 0; i < bytes.length; i++) sums[i % pixels]! += bytes[i]!;
  return Float32Array.from(sums, (sum) => sum / 255 / count);
}

/**
 * Builds a dense GAN of a recipe whose images stay in [0, 1], whose D sees them in another range.
 *
 * @param recipe a dense recipe; its own range is left out of account
 * @param seed the seed of all weights, which start as the recipe's own
 * @param range how D sees pixels, and how G ends
 * @param data the images whose mean `black: "mean"` speaks of
 * @returns the GAN, untrained, its images in [0, 1]
 */
export function createRangeGan(
  recipe: Readonly<Recipe>,
  seed: number,
  range: PixelRange,
  data: Images,
): Gan {
  const { latentSize, hiddenUnits, hiddenActivation } = recipe;
  const { contrast, black, slope, biasRate = 1 } = range;
  const dense = (name: string, inputs: number, units: number, more = {}) =>
    tf.layers.dense({
      ...weights(recipe, seed, name, inputs),
      ...more,
      inputShape: [inputs],
      units,
    });
  const generator = tf.sequential({
    name: "G",
    layers: [
      dense("G/hidden", latentSize, hiddenUnits),
      ...activation("G/activation", hiddenActivation),
      dense("G/output", hiddenUnits, pixels),
      ...(slope === 1 ? [] : [new Affine("G/slope", slope, 0)]),
      ...activation("G/range", "sigmoid"),
    ],
  });
  const offset = black === "mean"
    ? tf.tensor1d(meanImage(data).map((value) => -contrast * value))
    : black;
  const look = new Affine("D/look", contrast, offset);
  const input = tf.input({ shape: [pixels], name: "D/pixels" });
  const layers = [
    look,
    dense("D/hidden", pixels, hiddenUnits, biasRate === 1 ? {} : { useBias: false }),
    ...(biasRate === 1 ? [] : [new FastBias("D/hidden/fast", biasRate)]),
    ...activation("D/activation", hiddenActivation),
    dense("D/output", hiddenUnits, 1),
  ];
  const output = layers.reduce<tf.SymbolicTensor>(
    (x, layer) => layer.apply(x) as tf.SymbolicTensor,
    input,
  );
  const discriminator = tf.model({ name: "D", inputs: input, outputs: output });
  return createGan({ ...recipe, range: "unit" }, {
    seed,
    networks: { generator, discriminator },
  });
}
