import { trainableOf } from "../exam/anatomy.ts";
import { type Check, type Found, names } from "../check.ts";
import { gradientsOf } from "../exam/gradients.ts";
import { cosine, mean } from "../exam/numbers.ts";
import { movesOf } from "../exam/steps.ts";
import { walkLength, walkOf } from "../exam/walk.ts";

/** Whether steps go the way that the losses point. */
export const step: Check = {
  id: "step",
  question: "Do the steps go where the losses point?",
  hides: ["balance", "collapse", "momentum", "divergence"],
  async run(exam) {
    const found: Found[] = [];
    for (const network of ["D", "G"] as const) {
      const { changes } = await movesOf(exam, network);
      const gradients = await gradientsOf(exam, network);
      const both = (await trainableOf(exam, network)).filter((v) =>
        changes.has(v) && gradients.has(v)
      );
      const angle = cosine(
        both.map((v) => changes.get(v)!),
        both.map((v) => gradients.get(v)!.map((g) => -g)),
      );
      if (!(angle < -0.1)) continue;
      const { before, after } = await walkOf(exam, network);
      // Uphill, a loss may soon be infinite, or no number at all.
      if (!(after.loss - before.loss <= 1e-4 * (1 + Math.abs(before.loss)))) {
        found.push({
          level: angle < -0.3 ? "certain" : "likely",
          title: `The ${names[network]}'s step goes uphill: it makes its own loss larger`,
          evidence: {
            "cosine of step and downhill": angle,
            "loss before": before.loss,
            [`loss after ${walkLength} steps on the same batch`]: after.loss,
            "D on fakes": fromTo(before.fake, after.fake),
            "D on real": fromTo(before.real, after.real),
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

const fromTo = (before: Float32Array, after: Float32Array) =>
  [before, after].map((said) => mean(said).toPrecision(3)).join(" to ");
