import * as tf from "@tensorflow/tfjs";
import { CannotJudge, type Check } from "../check.ts";
import { share } from "../exam/numbers.ts";

/** How many batches are looked at, and how long that may take in ms. */
const mostBatches = 192, longest = 400;

/** Whether batches are a fair sample of the data. */
export const batches: Check = {
  id: "batches",
  question: "Are the batches of real images shuffled?",
  async run(exam) {
    const { real } = exam.patient;
    if (typeof real !== "function") {
      throw new CannotJudge("it was given one batch only; give `real` as a function of the step");
    }
    const means: Float32Array[] = [], spreads: number[] = [];
    const start = performance.now();
    const count = exam.real.shape[0]!;
    for (let step = 0; step < mostBatches && performance.now() - start < longest; step++) {
      const [mean, spread] = await exam.read(() => {
        const batch = tf.reshape(real(step), [count, -1]);
        const { mean, variance } = tf.moments(batch, 0);
        return [mean, tf.mean(variance)];
      });
      means.push(mean!);
      spreads.push(spread![0]!);
    }
    const same = share(means.slice(1).map((m, i) => distance(m, means[i]!)), (d) => d === 0);
    const shuffle = "const order = tf.util.createShuffledIndices(count); // anew in every epoch";
    if (means.length > 2 && same === 1) {
      return [{
        level: "likely",
        title: "Every step gets the same real images",
        evidence: { batches: means.length, "equal to the one before": "all" },
        explanation:
          "The discriminator learns these images by heart, and the generator sees nothing of the rest of the data.",
        repair: shuffle,
      }];
    }
    // For a fair sample, the squared distance of two batches' means is 2 variances / n.
    const expected = 2 * spreads.reduce((a, b) => a + b, 0) / spreads.length * means[0]!.length /
      count;
    const pairs = (gap: number) => {
      let sum = 0, n = 0;
      for (let i = 0; i + gap < means.length; i++, n++) sum += distance(means[i]!, means[i + gap]!);
      return n ? sum / n / expected : NaN;
    };
    const half = Math.max(1, means.length >> 1);
    const near = pairs(1), far = pairs(half);
    // Few batches vary more.
    if (Math.max(far, near) > (means.length >= 32 ? 2.2 : 4) && means.length >= 4) {
      return [{
        level: Math.max(far, near) > 8 ? "certain" : "likely",
        title: "The batches of real images are not shuffled",
        evidence: {
          batches: means.length,
          "distance of neighbouring batches (fair sample: 1)": near,
          [`distance of batches ${half} steps apart (fair sample: 1)`]: far,
        },
        explanation:
          "Each batch shows another part of the data. The discriminator follows from part to part, and the generator after it, which looks like mode collapse that wanders.",
        repair: shuffle,
      }];
    }
    return [];
  },
};

const distance = (a: Float32Array, b: Float32Array) => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return sum;
};
