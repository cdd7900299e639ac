import type * as tf from "@tensorflow/tfjs";
import { weightsOf } from "../anatomy.ts";
import type { Check, Found } from "../check.ts";
import { rms } from "../numbers.ts";

const names = { G: "generator", D: "discriminator" } as const;
const fanIn = ({ shape }: tf.Variable) => shape.slice(0, -1).reduce((a, b) => a * b, 1);

/** Whether the weights have a sane size, and differ from each other. */
export const weights: Check = {
  id: "weights",
  question: "Do the weights have a sane size, and differ from unit to unit?",
  hides: ["units", "step", "gradient", "divergence", "collapse", "balance", "momentum"],
  async run(exam) {
    const found: Found[] = [];
    for (const network of ["D", "G"] as const) {
      const kernels = (await weightsOf(exam, network)).filter(({ shape }) => shape.length >= 2);
      const values = (v: tf.Variable) => exam.state.valueOf(v) as Float32Array;
      const alike = kernels.filter((v) => isAlike(values(v), v.shape));
      const zeros = kernels.filter((v) => values(v).every((w) => w === 0));
      // A last layer of zeros is a choice that some make; the others must break the symmetry.
      if (alike.length > 0 && alike.length === kernels.length || alike.length - zeros.length > 0) {
        found.push({
          level: "certain",
          title: `All units of a layer of the ${names[network]} are the same`,
          evidence: {
            "kernels with equal units": alike.length,
            "of them all zeros": zeros.length,
            "of kernels": kernels.length,
          },
          explanation:
            "Units that start equal get equal gradients and stay equal: the layer is as good as a single unit. If all are zero, not even that: no gradient passes.",
          repair:
            'tf.layers.dense({ units, kernelInitializer: "glorotUniform" }) // random; zeros are for biases',
          notebook: "05_xavier",
        });
        continue;
      }
      // A layer's gain: what it makes of inputs of size 1. Xavier's is about 1; long training makes it grow.
      const large = kernels.map((v) => ({ variable: v, size: rms(values(v)), inputs: fanIn(v) }))
        .map((layer) => ({ ...layer, gain: layer.size * Math.sqrt(layer.inputs) }))
        .filter(({ size, inputs, gain }) => inputs >= 8 && (gain > 11 || (size > 0.7 && gain > 6)));
      if (large.length === 0) continue;
      const { variable, size, gain } = large.sort((a, b) => b.gain - a.gain)[0]!;
      found.push({
        level: gain > 20 ? "certain" : "likely",
        title: `The ${names[network]}'s weights are far too large`,
        evidence: {
          variable: variable.name,
          "size of its weights": size,
          "gain of the layer (Xavier: about 1)": gain,
        },
        explanation:
          "Each layer makes its input that many times larger, so that sigmoids and tanhs are flat from the start, logits have the size of hundreds, and gradients are nothing or enormous.",
        repair:
          'tf.layers.dense({ units, kernelInitializer: "glorotUniform", biasInitializer: "zeros" })',
        notebook: "05_xavier",
      });
    }
    return found;
  },
};

function isAlike(values: Float32Array, shape: readonly number[]): boolean {
  const units = shape.at(-1)!;
  if (units === 1) return values.length > 1 && values.every((v) => v === values[0]);
  return values.every((v, i) => v === values[i - i % units]);
}
