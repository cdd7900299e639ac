import type * as tf from "@tensorflow/tfjs";
import { weightsOf } from "../exam/anatomy.ts";
import { type Check, type Found, names, stepping } from "../check.ts";
import type { Exam } from "../exam/exam.ts";
import { gradientsOf } from "../exam/gradients.ts";
import { median, rms } from "../exam/numbers.ts";
import type { Network } from "../patient.ts";
import { movesOf } from "../exam/steps.ts";
import { walkLength, walkOf } from "../exam/walk.ts";

/** Whether a step moves the weights by a sane amount. */
export const learningRate: Check = {
  id: "learning-rate",
  question: "Does a step move the weights by a sane amount?",
  hides: ["units", ...stepping],
  async run(exam) {
    const found: Found[] = [];
    for (const network of ["D", "G"] as const) {
      const { ratios } = await movesOf(exam, network);
      const kernels = (await weightsOf(exam, network)).filter(({ shape }) => shape.length >= 2);
      const sizes = kernels.map((v) => ratios.get(v) ?? 0).filter(Number.isFinite);
      const once = sizes.length ? median(sizes) : 0;
      if (once === 0) continue;
      const walk = await walkOf(exam, network), [first, last] = [walk.before.loss, walk.after.loss];
      const second = median(kernels.map((v) => walk.second.get(v) ?? 0).filter(Number.isFinite));
      const typical = Number.isFinite(second) ? Math.min(once, second) : once;
      const fastest = Number.isFinite(second) ? Math.max(once, second) : once;
      const { reach, usual } = adaptiveReach(exam, network, kernels);
      const evidence = {
        "update to weight, median of the layers": typical,
        "change of D's outputs by one step, in spreads": walk.jump,
        "loss before": first,
        [`loss after ${walkLength} steps on the same batch`]: last,
      };
      const overshoots = typical > 0.1 && !(last < 2 * Math.abs(first) + 1);
      const large = reach > 0.18 || (typical > 0.03 && usual > 0.1) ||
        (typical > 0.25 && walk.jump > 10);
      // From 0.1 on small networks fail as a rule, at half of that some do.
      const doubtful = typical > 0.02 && usual > 0.05;
      if (overshoots || typical > 0.6 || large || doubtful) {
        const level = overshoots || typical > 0.6 ? "certain" : large ? "likely" : "worth a look";
        found.push({
          level,
          title: level === "worth a look"
            ? `The ${names[network]}'s learning rate is large`
            : `The ${names[network]}'s learning rate is far too large`,
          evidence,
          explanation:
            "One step replaces much of what the weights were; about 0.001 to 0.01 of their size is usual. What was learned does not survive, units die, outputs saturate.",
          repair:
            `optimizer${network} = tf.train.adam(2e-4, 0.5); // a tenth, a hundredth of what it was`,
        });
      } else if (fastest < 1e-5 && await hasGradient(exam, network)) {
        found.push({
          level: fastest < 1e-7 ? "likely" : "worth a look",
          title: `The ${names[network]}'s steps hardly move its weights`,
          evidence,
          explanation:
            "At this rate it takes a hundred thousand steps to change the weights by their own size.",
          repair: `optimizer${network} = tf.train.adam(2e-4, 0.5);`,
        });
      }
    }
    return found;
  },
};

/** Where there is hardly a gradient, small steps are not the fault of the learning rate. */
async function hasGradient(exam: Exam, network: Network): Promise<boolean> {
  const gradients = await gradientsOf(exam, network);
  return [...gradients.values()].some((values) => rms(values) > 1e-4);
}

/**
 * An adaptive optimiser moves each weight by about its rate: that rate over the size of Xavier's weights, in the layer
 * with the most inputs and in the usual one.
 */
function adaptiveReach(exam: Exam, network: Network, kernels: readonly tf.Variable[]) {
  const optimizer = exam.patient.optimizers?.[network] as unknown as Record<string, unknown>;
  const adaptive = optimizer && ("beta1" in optimizer || "decay" in optimizer);
  const rate = adaptive ? Math.abs(Number(optimizer.learningRate)) : NaN;
  if (!Number.isFinite(rate)) return { reach: 0, usual: 0 };
  const inputs = kernels.map(({ shape }) => shape.slice(0, -1).reduce((a, b) => a * b, 1));
  return { reach: rate * Math.sqrt(Math.max(...inputs)), usual: rate * Math.sqrt(median(inputs)) };
}
