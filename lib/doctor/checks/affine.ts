import * as tf from "@tensorflow/tfjs";
import { weightsOf, withWeights } from "../exam/anatomy.ts";
import { CannotJudge, type Check, type Found } from "../check.ts";
import type { Exam } from "../exam/exam.ts";
import { rms, share } from "../exam/numbers.ts";
import { reachOf } from "../exam/reach.ts";

/** Whether the networks can bend. */
export const affine: Check = {
  id: "affine",
  question: "Can both networks bend, or are they affine?",
  hides: ["collapse", "balance"],
  async run(exam) {
    const found: Found[] = [], unknown: string[] = [];
    for (const network of ["D", "G"] as const) {
      const gap = await bend(exam, network);
      if (gap === undefined) unknown.push(network);
      if (gap === undefined || gap > 1e-3) continue;
      const name = network === "G" ? "generator" : "discriminator";
      found.push({
        level: "certain",
        title: `The ${name} is affine: it has no activation between its layers`,
        evidence: { "f of the middle away from the middle of f": gap },
        explanation: network === "G"
          ? "Layers without an activation between them are one layer. Before its last activation it can only add up fixed pictures, weighted by the latents."
          : "Layers without an activation between them are one layer. It draws one straight cut through the space of images, and pushes every fake in the same direction.",
        repair:
          'tf.layers.dense({ units, activation: "relu" }) // or tf.layers.leakyReLU({ alpha: 0.2 })',
        about: "hiddenActivation",
      });
    }
    if (found.length === 0 && unknown.length > 0) {
      throw new CannotJudge(
        `${unknown.join(" and ")} put out too few values that are not saturated`,
      );
    }
    return found;
  },
};

/** How far f of the middle of two inputs is from the middle of f, up to the output activation. */
async function bend(exam: Exam, network: "G" | "D"): Promise<number | undefined> {
  const name = network === "G" ? "generate" : "judgeReal";
  const { kind } = await reachOf(exam, name), variables = await weightsOf(exam, name);
  const [input] = await exam.read(() => network === "G" ? exam.latents : exam.real);
  const { shape } = network === "G" ? exam.latents : exam.real;
  let most: number | undefined;
  // Far apart, and on both sides of zero, since a smooth network looks straight from near; and with smaller weights where outputs saturate.
  for (const [stretch, others] of [[1, 1], [4, 4], [1, -1], [4, -4]] as const) {
    const inputs = triples(input!, shape[0]!, stretch, others);
    for (const shrink of [1, 0.3, 0.1, 0.03, 0.01]) {
      const values = await withWeights(
        exam,
        variables,
        (values) => values.map((v) => shrink * v),
        async () => {
          const [values] = await exam.read(() => {
            const x = tf.tensor(inputs, shape);
            return network === "G" ? exam.generate(x) : exam.patient.judgeReal(x);
          });
          return values!;
        },
      );
      const found = gapOf(values, shape[0]!, kind);
      if (found === undefined) continue;
      most = Math.max(most ?? 0, found);
      break;
    }
    if (most !== undefined && most > 0.02) break;
  }
  return most;
}

/** A batch of thirds: inputs, others, and the middles between them; what is left over stays as it is. */
function triples(values: Float32Array, count: number, stretch: number, others: number) {
  const third = Math.floor(count / 3), size = values.length / count;
  const batch = values.map((value, i) => (i < third * size ? stretch : others) * value);
  for (let i = 0; i < third * size; i++) {
    batch[2 * third * size + i] = (batch[i]! + batch[third * size + i]!) / 2;
  }
  return batch;
}

function gapOf(values: Float32Array, count: number, kind: string): number | undefined {
  const undo = (y: number) => {
    if (kind === "unit") return y > 1e-30 && y < 0.99 ? Math.log(y / (1 - y)) : NaN;
    if (kind === "signed") return Math.abs(y) < 0.99 ? Math.atanh(y) : NaN;
    return kind === "positive" && y <= 0 ? NaN : y;
  };
  const third = Math.floor(count / 3) * (values.length / count);
  const gaps: number[] = [], spans: number[] = [];
  for (let i = 0; i < third; i++) {
    const [a, b, middle] = [values[i]!, values[third + i]!, values[2 * third + i]!].map(undo);
    const gap = middle! - (a! + b!) / 2;
    if (!Number.isFinite(gap)) continue;
    gaps.push(gap);
    spans.push(a! - b!);
  }
  const moving = share(spans, (span) => span !== 0);
  if (gaps.length < Math.max(2, 0.3 * third) || moving < 0.2) return undefined;
  return rms(gaps) / rms(spans);
}
