/**
 * Which runs the study holds: every recipe of the course, and the variants that a notebook compares with.
 *
 * @module
 */
import type { Recipe } from "../../gan/recipe.ts";
import { asAsked, dcgan, fixed, tanh } from "../../gan/recipes.ts";
import { repairs } from "../stages.ts";
import type { PixelRange } from "./pixel_range.ts";

/** One recipe of the study, trained from several seeds. */
export interface Experiment {
  /** What is trained; its name is the experiment's in files. */
  recipe: Readonly<Recipe>;
  /** The seeds. */
  seeds: readonly number[];
  /** Another range of pixels than the recipe's. */
  pixels?: PixelRange;
  /**
   * After which epochs the distance is measured; the last one ends a run.
   *
   * @default {measuredAt}
   */
  epochs?: readonly number[];
}

/** After which epochs the distance is measured in the dense GANs; the last one ends a run. */
export const measuredAt = [20, 40] as const;

const five = [1, 2, 3, 4, 5], three = [1, 2, 3], two = [1, 2], one = [1];

/** Recipes that draw no digits from any seed: two show it. */
const alike = new Set(["asAsked", "oneDiscriminator", "hiddenActivation", "logits"]);

/** The repairs of the fixed recipe, each taken back alone. Without momentum it is the recipe `tanh`. */
const without: Experiment[] = ([
  "discriminators",
  "hiddenActivation",
  "discriminatorOutput",
  "initialisation",
  "range",
] as const).map((key) => ({
  recipe: { ...fixed, name: `fixed_without_${key}`, [key]: asAsked[key] },
  seeds: key === "range" || key === "hiddenActivation" ? three : one,
}));

/** Ranges of pixels between the question's and the answer's, and beyond; each changes little. */
export const pixelRanges: Readonly<Record<string, PixelRange>> = {
  unit_tanh: { contrast: 1, black: 0, slope: 2 },
  zero_to_two: { contrast: 2, black: 0, slope: 2 },
  half_to_three_halves: { contrast: 1, black: 0.5, slope: 2 },
  quarter_below: { contrast: 1, black: -0.25, slope: 2 },
  half_below: { contrast: 1, black: -0.5, slope: 2 },
  all_below: { contrast: 1, black: -1, slope: 2 },
  signed_sigmoid: { contrast: 2, black: -1, slope: 1 },
  inverted: { contrast: -1, black: 1, slope: 1 },
  minus_mean: { contrast: 2, black: "mean", slope: 2 },
  fast_bias: { contrast: 1, black: 0, slope: 1, biasRate: 300 },
};

/** The ranges that only PyTorch tried, ten seeds of each. */
const elsewhere = new Set(["all_below", "quarter_below"]);

const ranges: Experiment[] = Object.entries(pixelRanges)
  .filter(([name]) => !elsewhere.has(name))
  .map(([name, pixels]) => ({
    recipe: { ...fixed, name: `fixed_range_${name}` },
    seeds: three,
    pixels,
  }));

/** What the range does to a small DCGAN, whose batch normalisation moves what all layers but D's first see. */
const convolutional: Experiment[] = (["signed", "unit"] as const).map((range) => ({
  recipe: { ...dcgan, name: `small_dcgan_${range}`, channels: 8, range },
  seeds: three,
  epochs: [2],
}));

/** The learning rates of the grid, which 0.001 with a beta1 of 0.9 is `tanh`, and with 0.5 is `fixed`. */
export const gridRates = [0.0002, 0.0005, 0.001, 0.002] as const;

/** Adam's beta1 in the grid. */
export const gridMomenta = [0, 0.5, 0.9] as const;

/**
 * The experiment of a learning rate and a momentum.
 *
 * @param rate one of {@link gridRates}
 * @param beta1 one of {@link gridMomenta}
 * @returns its name
 */
export function gridName(rate: number, beta1: number): string {
  const known = [tanh, fixed].find((recipe) =>
    recipe.learningRate === rate && recipe.beta1 === beta1
  );
  return known?.name ?? `rate_${rate}_beta1_${beta1}`;
}

const grid: Experiment[] = gridRates.flatMap((learningRate) =>
  gridMomenta.map((beta1) => ({
    recipe: { ...fixed, name: gridName(learningRate, beta1), learningRate, beta1 },
    seeds: three,
  }))
).filter(({ recipe }) => recipe.name.startsWith("rate_"));

/** All experiments of the study, in the order in which they are run. */
export const study: readonly Experiment[] = [
  ...repairs.map(({ name, recipe }) => ({ recipe, seeds: alike.has(name) ? two : five })),
  ...without,
  ...ranges,
  ...convolutional,
  ...grid,
];
