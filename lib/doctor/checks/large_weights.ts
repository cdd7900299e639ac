import type * as tf from "@tensorflow/tfjs";
import { type Found, names } from "../check.ts";
import { rms } from "../exam/numbers.ts";
import type { Network } from "../patient.ts";

/**
 * Whether a network's weights are too large.
 *
 * @param network whose
 * @param kernels its kernels and their values
 * @returns what was found
 */
export function tooLarge(
  network: Network,
  kernels: { variable: tf.Variable; values: Float32Array }[],
): Found[] {
  // A layer's gain: what it makes of inputs of size 1. Xavier's is about 1; long training makes it grow.
  const layers = kernels.map(({ variable: { name, shape }, values }) => {
    const inputs = shape.slice(0, -1).reduce((a, b) => a * b, 1), size = rms(values);
    return { variable: name, size, inputs, gain: size * Math.sqrt(inputs) };
  });
  const large = layers.filter(({ size, inputs, gain }) =>
    inputs >= 8 && (gain > 11 || (size > 0.7 && gain > 6))
  );
  // Small networks whose weights are all of size 1: measured on points in the plane, they fail as a rule from 50 on.
  const product = layers.reduce((product, { gain }) => product * gain, 1);
  const allLarge = layers.length > 1 && layers.every(({ size }) => size > 0.7) && product > 15;
  if (large.length === 0 && !allLarge) return [];
  const { variable, size, gain } = layers.toSorted((a, b) => b.gain - a.gain)[0]!;
  const level = gain > 20 ? "certain" : large.length || product > 50 ? "likely" : "worth a look";
  return [{
    level,
    title: `The ${names[network]}'s weights are ${level === "worth a look" ? "" : "far too "}large`,
    evidence: {
      variable,
      "size of its weights": size,
      "gain of the layer (Xavier: about 1)": gain,
      ...(large.length === 0 && { "gain of all layers": product }),
    },
    explanation:
      "Each layer makes its input that many times larger, so that sigmoids and tanhs are flat from the start, logits have the size of hundreds, and gradients are nothing or enormous.",
    repair:
      'tf.layers.dense({ units, kernelInitializer: "glorotUniform", biasInitializer: "zeros" })',
    about: "initialisation",
  }];
}
