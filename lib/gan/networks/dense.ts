/** The two networks of the question: one hidden layer each. */
import * as tf from "@tensorflow/tfjs";
import { pixels } from "../../data/image_set.ts";
import type { Recipe } from "../recipe.ts";
import { activation, opinionOf, rangeOf, weights } from "./parts.ts";

/** latents -> hiddenUnits -> 784. */
export function denseGenerator(recipe: Recipe, seed: number, scope: string): tf.LayersModel {
  const { latentSize, hiddenUnits } = recipe;
  return tf.sequential({
    name: scope,
    layers: [
      dense(recipe, seed, `${scope}/hidden`, latentSize, hiddenUnits),
      ...activation(`${scope}/activation`, recipe.hiddenActivation),
      dense(recipe, seed, `${scope}/output`, hiddenUnits, pixels),
      ...rangeOf(recipe, scope),
    ],
  });
}

/** 784 -> hiddenUnits -> 1. */
export function denseDiscriminator(recipe: Recipe, seed: number, scope: string): tf.LayersModel {
  return tf.sequential({
    name: scope,
    layers: [
      dense(recipe, seed, `${scope}/hidden`, pixels, recipe.hiddenUnits),
      ...activation(`${scope}/activation`, recipe.hiddenActivation),
      dense(recipe, seed, `${scope}/output`, recipe.hiddenUnits, 1),
      ...opinionOf(recipe, scope),
    ],
  });
}

function dense(recipe: Recipe, seed: number, name: string, inputs: number, units: number) {
  return tf.layers.dense({ ...weights(recipe, seed, name, inputs), inputShape: [inputs], units });
}
