import { lookAt } from "../exam/look.ts";
import type * as tf from "@tensorflow/tfjs";
import { weightsOf } from "../exam/anatomy.ts";
import { type Check, type Found, names, stepping } from "../check.ts";
import type { Exam } from "../exam/exam.ts";
import type { Network } from "../patient.ts";
import { tooLarge } from "./large_weights.ts";

/** Whether the weights have a sane size, and differ from each other. */
export const weights: Check = {
  id: "weights",
  question: "Do the weights have a sane size, and differ from unit to unit?",
  hides: ["units", ...stepping],
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
          about: "initialisation",
        });
        continue;
      }
      if (zeros.some((v) => v !== kernels.at(-1)) && await isConstant(exam, network)) {
        found.push(blocked(network, zeros.length, kernels.length));
        continue;
      }
      found.push(...tooLarge(network, kernels.map((v) => ({ variable: v, values: values(v) }))));
    }
    return found;
  },
};

/** Whether a network puts out the same for every input. */
async function isConstant(exam: Exam, network: Network): Promise<boolean> {
  const { fakes, real, fake } = (await lookAt(exam)).outputs;
  const [values, inputs] = network === "G"
    ? [fakes, exam.latents.shape[0]!]
    : [Float32Array.of(...real, ...fake), exam.real.shape[0]! + exam.latents.shape[0]!];
  const size = values.length / inputs;
  return values.every((value, i) => value === values[i % size]);
}

const blocked = (network: Network, zeros: number, all: number): Found => ({
  level: "certain",
  title: network === "G"
    ? "A layer of the generator is all zeros: every latent gives the same image"
    : "A layer of the discriminator is all zeros: it says the same of every image",
  evidence: { "kernels of zeros": zeros, "of kernels": all },
  explanation:
    "What is behind that layer sees nothing of the input. Batch normalisation makes it worse: it divides by a spread of zero, and ReLUs behind it look dead.",
  repair: 'tf.layers.dense({ units, kernelInitializer: "glorotUniform" }) // zeros are for biases',
  about: "initialisation",
});

function isAlike(values: Float32Array, shape: readonly number[]): boolean {
  const units = shape.at(-1)!;
  if (units === 1) return values.length > 1 && values.every((v) => v === values[0]);
  return values.every((v, i) => v === values[i - i % units]);
}
