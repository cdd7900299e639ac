import * as tf from "@tensorflow/tfjs";
import type { Check } from "../check.ts";
import type { Network } from "../patient.ts";
import { takeStep } from "../steps.ts";
import { trace } from "../trace.ts";

const most = 30, patience = 2500;

/** Whether the numbers stay finite over some steps of training. */
export const divergence: Check = {
  id: "divergence",
  question: `Do all numbers stay finite over ${most} training steps?`,
  hides: ["collapse", "balance", "momentum"],
  async run(exam) {
    const { patient } = exam, start = performance.now();
    const keep = (make: () => tf.Tensor) => tf.keep(tf.tidy(() => tf.clone(make())));
    const images = (step: number) =>
      typeof patient.real === "function" ? patient.real(step) : patient.real;
    try {
      for (let step = 0; step < 2 * most && performance.now() - start < patience; step++) {
        const network = step % 2 ? "G" : "D";
        const batch = [keep(() => images(step)), keep(() => patient.latents(step))] as const;
        try {
          const [loss] = await exam.read(() => exam.loss(network, ...batch));
          if (Number.isFinite(loss![0])) {
            await takeStep(exam, network, ...batch);
            continue;
          }
          const { broke } = await trace(() => exam.loss(network, ...batch));
          return [lost(network, step >> 1, loss![0]!, broke)];
        } finally {
          tf.dispose([...batch]);
        }
      }
      return [];
    } finally {
      exam.state.restore();
    }
  },
};

const lost = (network: Network, step: number, loss: number, broke?: string) => ({
  level: "certain" as const,
  title: `The ${network} loss is ${loss} after ${step} steps of training`,
  evidence: { step, loss: String(loss), ...(broke && { "first made by": broke }) },
  explanation:
    "A logarithm of 0, a division by 0, or weights that have grown beyond all bounds. From here on every weight is NaN.",
  repair:
    "tf.losses.sigmoidCrossEntropy(labels, logits); // no logarithm of one's own\n// and a smaller learning rate",
  notebook: "04_logits",
});
