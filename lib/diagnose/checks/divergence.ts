import * as tf from "@tensorflow/tfjs";
import type { Check } from "../check.ts";
import { trace } from "../trace.ts";

const most = 30, patience = 2500;

/** Whether the numbers stay finite over some steps of training. */
export const divergence: Check = {
  id: "divergence",
  question: `Do all numbers stay finite over ${most} training steps?`,
  hides: ["collapse", "balance", "momentum"],
  async run(exam) {
    const { patient } = exam, start = performance.now();
    const batch = (step: number) =>
      tf.keep(
        tf.tidy(() =>
          tf.clone(typeof patient.real === "function" ? patient.real(step) : patient.real)
        ),
      );
    const latents = (step: number) => tf.keep(tf.tidy(() => tf.clone(patient.latents(step))));
    try {
      for (let step = 0; step < most && performance.now() - start < patience; step++) {
        const images = batch(step), [zD, zG] = [latents(2 * step), latents(2 * step + 1)];
        for (const network of ["D", "G"] as const) {
          const z = network === "D" ? zD : zG;
          const [loss] = await exam.read(() => exam.loss(network, images, z));
          if (!Number.isFinite(loss![0])) {
            const { broke } = await trace(() => exam.loss(network, images, z));
            tf.dispose([images, zD, zG]);
            return [{
              level: "certain",
              title: `The ${network} loss is ${loss![0]} after ${step} steps of training`,
              evidence: { step, loss: String(loss![0]), ...(broke && { "first made by": broke }) },
              explanation:
                "A logarithm of 0, a division by 0, or weights that have grown beyond all bounds. From here on every weight is NaN.",
              repair:
                "tf.losses.sigmoidCrossEntropy(labels, logits); // no logarithm of one's own\n// and a smaller learning rate",
              notebook: "04_logits",
            }];
          }
          await exam.step(network, images, z);
        }
        tf.dispose([images, zD, zG]);
      }
      return [];
    } finally {
      exam.state.restore();
    }
  },
};
