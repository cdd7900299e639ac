import { CannotJudge, type Check, stepping } from "../check.ts";
import { lossShape } from "../exam/loss_shape.ts";
import { type Reach, reachOf, wholeReachOf } from "../exam/reach.ts";

/** Whether the discriminator's output is what the losses expect. */
export const output: Check = {
  id: "output",
  question: "Does the discriminator put out what its loss expects?",
  hides: stepping,
  async run(exam) {
    const { real, fake, generator } = await lossShape(exam);
    const reach = await reachOf(exam, "judgeReal");
    if (reach.kind === "unknown") {
      throw new CannotJudge("the discriminator's output hardly changes, whatever its weights");
    }
    const bounded = reach.kind === "unit" || reach.kind === "signed";
    const bare = [real.probability || fake.probability ? "D" : "", generator.probability ? "G" : ""]
      .filter(Boolean);
    if (reach.kind !== "unit" && bare.length > 0) {
      return [{
        level: "certain",
        title: `No sigmoid in front of a loss that takes probabilities (${
          bare.map((n) => `${n}'s loss`).join(" and ")
        })`,
        evidence: seen(await wholeReachOf(exam, "judgeReal")),
        explanation:
          "The loss takes the logarithm of the output, which is only defined for probabilities. The discriminator puts out any number: the loss becomes NaN, or, if it is clipped, has no gradient there.",
        repair:
          "// keep the linear output, and use the loss that takes logits:\ntf.losses.sigmoidCrossEntropy(labels, logits);",
        about: "discriminatorOutput",
      }];
    }
    if (!bounded) return [];
    const [low, high] = reach.kind === "unit" ? [0, 1] : [-1, 1];
    // The best loss that such outputs allow, as a share of what there is to win.
    const excess = [real, fake].map((curve) => {
      if (curve.probability) return 0;
      const start = curve.at(reach.kind === "unit" ? 0.5 : 0), best = curve.lowest(-20, 20);
      return (curve.lowest(low, high) - best) / (start - best);
    });
    const worst = Math.max(...excess);
    const generatorExcess = generator.probability || real.probability ? 0 : worst;
    const mixed = !generator.probability && real.probability &&
      generator.at(1) > 0.05 && generator.at(1) - generator.lowest(-20, 20) > 0.2 &&
      generator.at(-20) > 10;
    if (worst <= 0.2 && !mixed) return [];
    return [{
      level: "certain",
      title: mixed
        ? "The discriminator ends in a sigmoid, and the generator's loss applies another"
        : reach.kind === "unit"
        ? "The discriminator ends in a sigmoid although its loss takes any number: it is applied twice"
        : "The discriminator's output is squashed into [-1, 1] although its loss takes any number",
      evidence: {
        ...seen(reach),
        "share of the loss that cannot be won": Math.max(worst, generatorExcess),
        "lowest D loss with such outputs": real.lowest(low, high) + fake.lowest(low, high) -
          real.at(0.4),
      },
      explanation:
        "However sure the discriminator is, the loss takes its output for an undecided one: it cannot fall below a floor. And where the output is flat, hardly any gradient passes through it to the generator.",
      repair:
        "tf.layers.dense({ units: 1 }) // CHANGED: no sigmoid; the loss has its own\n// only for showing a probability: tf.sigmoid(logits)",
      about: "discriminatorOutput",
    }];
  },
};

const seen = ({ low, high }: Reach) => ({ "lowest output seen": low, "highest output seen": high });
