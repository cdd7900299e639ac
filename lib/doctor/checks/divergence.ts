import * as tf from "@tensorflow/tfjs";
import type { Check } from "../check.ts";
import type { Exam } from "../exam/exam.ts";
import type { Network } from "../patient.ts";
import { takeStep } from "../exam/steps.ts";
import { trace } from "../exam/trace.ts";

/** Steps of each network, and how long they may take in ms. */
const mostSteps = 30, longest = 1900;

/** Whether the numbers stay finite over some steps of training. */
export const divergence: Check = {
  id: "divergence",
  question: `Do all numbers stay finite over ${mostSteps} training steps?`,
  hides: ["collapse", "balance", "momentum"],
  async run(exam) {
    const start = performance.now();
    const broken = await exam.trial(async () => {
      let steps = 0, isSound = true;
      for (; isSound && steps < 2 * mostSteps && performance.now() - start < longest; steps++) {
        isSound = await onBatch(exam, steps, (...batch) => takeStep(exam, ...batch));
      }
      const losses = await exam.read(() => {
        const pass = exam.pass();
        return [exam.loss("D", pass), exam.loss("G", pass)];
      });
      return isSound && losses.every(([loss]) => Number.isFinite(loss)) ? 0 : steps;
    });
    // Once more, to see where it begins: after a step without a number all is lost.
    return await exam.trial(async () => {
      for (let step = 0; step < broken; step++) {
        const found = await onBatch(exam, step, (...batch) => closely(exam, step, ...batch));
        if (found) return [found];
      }
      return [];
    });
  },
};

/** Does something with the batch of a step. */
async function onBatch<T>(
  { patient: { real, latents } }: Exam,
  step: number,
  work: (network: Network, images: tf.Tensor, latents: tf.Tensor) => Promise<T>,
): Promise<T> {
  const keep = (make: () => tf.Tensor) => tf.keep(tf.tidy(() => tf.clone(make())));
  const images = keep(() => typeof real === "function" ? real(step) : real);
  const drawn = keep(() => latents(step));
  try {
    return await work(step % 2 ? "G" : "D", images, drawn);
  } finally {
    tf.dispose([images, drawn]);
  }
}

/** Takes a step unless its loss is no number. */
async function closely(
  exam: Exam,
  step: number,
  network: Network,
  images: tf.Tensor,
  latents: tf.Tensor,
) {
  const loss = () => exam.loss(network, exam.pass(images, latents));
  const [value] = await exam.read(loss);
  if (!Number.isFinite(value![0])) {
    return lost(network, step >> 1, value![0]!, (await trace(loss)).broke);
  }
  await takeStep(exam, network, images, latents);
}

const lost = (network: Network, step: number, loss: number, broke?: string) => ({
  level: "certain" as const,
  title: `The ${network} loss is ${loss} after ${step} steps of training`,
  evidence: { step, loss: String(loss), ...(broke && { "first made by": broke }) },
  explanation:
    "A logarithm of 0, a division by 0, or weights that have grown beyond all bounds. From here on every weight is NaN.",
  repair:
    "tf.losses.sigmoidCrossEntropy(labels, logits); // no logarithm of one's own\n// and a smaller learning rate",
  about: "discriminatorOutput" as const,
});
