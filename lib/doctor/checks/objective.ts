import { type Check, stepping } from "../check.ts";
import { lossShape } from "../exam/loss_shape.ts";
import { ownSteps } from "./own_steps.ts";

/** Whether the two losses want opposite things, and steps of the patient's own compute them. */
export const objective: Check = {
  id: "objective",
  question: "Do the two losses want opposite things?",
  hides: ["output", ...stepping],
  async run(exam) {
    const { real, fake, generator } = await lossShape(exam);
    const evidence = {
      "D wants real images at": real.flat ? "anything" : real.best,
      "D wants fakes at": fake.flat ? "anything" : fake.best,
      "G wants fakes at": generator.flat ? "anything" : generator.best,
    };
    for (
      const [curve, title, explanation] of [
        [
          real,
          "The discriminator's loss does not depend on the real images",
          "It learns to call everything fake, and there is nothing about the data that the generator could learn from it.",
        ],
        [
          fake,
          "The discriminator's loss does not depend on the fakes",
          "It learns to call everything real, the generator's images included: there is no contest.",
        ],
        [
          generator,
          "The generator's loss does not depend on what the discriminator says of the fakes",
          "No gradient reaches the generator from the discriminator.",
        ],
      ] as const
    ) {
      if (curve.flat) {
        return [{
          level: "certain",
          title,
          evidence,
          explanation,
          repair:
            "const lossD = tf.add(crossEntropy(D(real), 1), crossEntropy(D(fake), 0));\nconst lossG = crossEntropy(D(fake), 1);",
        }];
      }
    }
    const direction = Math.sign(real.best - fake.best);
    if (direction === 0) {
      return [{
        level: "certain",
        title: "The discriminator is told the same about real images and fakes",
        evidence,
        explanation:
          "Both parts of its loss have the same label, so it learns to give one answer to everything.",
        repair:
          "const lossD = tf.add(crossEntropy(D(real), 1), crossEntropy(D(fake), 0)); // 1 and 0",
      }];
    }
    const pull = generator.best - fake.best;
    if (Math.sign(pull) === direction) return exam.patient.steps ? await ownSteps(exam) : [];
    // Outputs that rise with "real" are the custom: whoever breaks it is at fault.
    const swapped = direction < 0;
    return [{
      level: "certain",
      title: swapped
        ? "The discriminator's labels are swapped: both networks pull the fakes the same way"
        : "The generator's loss pulls the wrong way: it helps the discriminator",
      evidence,
      explanation: swapped
        ? "The discriminator is trained to put fakes where the generator wants them too. Both are content at once, and the generator learns nothing about the real images."
        : "The generator is trained to make its images easier to tell from real ones: a label of 0 for 1, or a sign.",
      repair: swapped
        ? "const lossD = tf.add(crossEntropy(D(real), 1), crossEntropy(D(fake), 0)); // real 1, fake 0"
        : "const lossG = crossEntropy(D(fake), 1); // fakes should be called real; critics: tf.neg(tf.mean(D(fake)))",
    }];
  },
};
