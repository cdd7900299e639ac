import { lookAt } from "../exam/look.ts";
import { CannotJudge, type Check } from "../check.ts";
import { lossShape } from "../exam/loss_shape.ts";
import { mean } from "../exam/numbers.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Whether one of the two is far ahead. */
export const balance: Check = {
  id: "balance",
  question: "Is one of the two networks far ahead of the other?",
  async run(exam) {
    const shape = await lossShape(exam);
    const { real, fake } = (await lookAt(exam)).outputs;
    // A scale of probabilities exists where the loss is a cross entropy.
    const isLogit = Math.abs(shape.real.at(20) - shape.real.at(5)) < 0.02 &&
      shape.real.best === 20 &&
      shape.fake.best === -20;
    if (!shape.real.probability && !isLogit) {
      throw new CannotJudge(
        "its outputs are no probabilities, so that there is no scale to judge by",
      );
    }
    const opinion = (values: Float32Array) =>
      mean(shape.real.probability ? values : values.map(sigmoid));
    const [onReal, onFake] = [opinion(real), opinion(fake)];
    const evidence = { "D(real)": onReal, "D(fake)": onFake };
    if (onReal > 0.98 && onFake < 0.02) {
      return [{
        level: "worth a look",
        title: "The discriminator is far ahead: it recognises nearly every fake",
        evidence,
        explanation:
          "The generator still learns if the loss does not saturate. If this lasts, and the pictures do not get better, D is too strong or something keeps G from learning.",
        repair:
          "// label smoothing, dropout in D, a gradient penalty, a larger G; a smaller learning rate for D",
        about: "initialisation",
      }];
    }
    if (onFake > 0.9) {
      return [{
        level: "worth a look",
        title: "The discriminator takes the fakes for real",
        evidence,
        explanation:
          "Either the fakes are excellent or, much more often, the discriminator does not learn. Look at the pictures.",
        repair: "// a larger D, a larger learning rate for D, more steps of D for each of G",
      }];
    }
    return [];
  },
};
