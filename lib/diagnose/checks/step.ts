import { weightsOf } from "../anatomy.ts";
import { type Check, type Found, names } from "../check.ts";
import { gradientsOf } from "../gradients.ts";
import { cosine } from "../numbers.ts";
import { probe } from "../probes.ts";
import { movesOf } from "../steps.ts";

/** Whether steps go the way that the losses point. */
export const step: Check = {
  id: "step",
  question: "Do the steps go where the losses point?",
  hides: ["balance", "collapse", "momentum", "divergence"],
  async run(exam) {
    const found: Found[] = [];
    for (const network of ["D", "G"] as const) {
      const own = (await weightsOf(exam, network)).filter((v) => v.trainable);
      if (own.length === 0) continue;
      const { changes } = await movesOf(exam, network);
      const gradients = await gradientsOf(exam, network, own);
      const both = own.filter((v) => changes.has(v) && gradients.has(v));
      const angle = cosine(
        both.map((v) => changes.get(v)!),
        both.map((v) => gradients.get(v)!.map((g) => -g)),
      );
      const { losses, real, fake } = await probe(exam, network);
      const rise = losses.at(-1)! - losses[0]!;
      // Uphill, a loss may soon be infinite, or no number at all.
      if (angle < -0.1 && !(rise <= 1e-4 * (1 + Math.abs(losses[0]!)))) {
        found.push({
          level: angle < -0.3 ? "certain" : "likely",
          title: `The ${names[network]}'s step goes uphill: it makes its own loss larger`,
          evidence: {
            "cosine of step and downhill": angle,
            "loss before": losses[0]!,
            [`loss after ${losses.length - 1} steps on the same batch`]: losses.at(-1)!,
            "D on fakes": `${fake[0]!.toPrecision(3)} to ${fake.at(-1)!.toPrecision(3)}`,
            "D on real": `${real[0]!.toPrecision(3)} to ${real.at(-1)!.toPrecision(3)}`,
          },
          explanation:
            "Repeated on the same batch, a step must lower its loss. This one follows the gradient the wrong way: a sign, a negative learning rate, or a loss that is maximised.",
          repair:
            `optimizer${network}.minimize(() => loss${network}(...), false, variables${network}); // minimise`,
        });
      }
    }
    return found;
  },
};
