import { type Check, stepping } from "../check.ts";
import { lookAt } from "../exam/look.ts";
import { share } from "../exam/numbers.ts";

const lost = (values: ArrayLike<number>) => share(values, (v) => !Number.isFinite(v));

/** Whether everything is a number to begin with. */
export const finite: Check = {
  id: "finite",
  question: "Are all numbers finite before the first step?",
  hides: [
    "judges",
    "objective",
    "output",
    "range",
    "weights",
    "affine",
    "units",
    "learning-rate",
    ...stepping,
  ],
  async run(exam) {
    const { traces, outputs } = await lookAt(exam);
    for (const name of ["generate", "judgeReal"] as const) {
      for (const variable of traces[name].read) {
        const values = exam.state.valueOf(variable);
        const bad = values ? lost(values as Float32Array) : 0;
        if (bad === 0) continue;
        return [{
          level: "certain",
          title: `${variable.name} holds numbers that are not finite`,
          evidence: { variable: variable.name, "share not finite": bad },
          explanation:
            "Training has blown up before: once a weight is NaN or infinite, everything computed from it is, and no step brings it back.",
          repair:
            "// start again from new weights, with a tenth of the learning rate, and look at the loss of every step\nif (!Number.isFinite(loss)) throw new Error(`step ${step}`);",
        }];
      }
    }
    const { images, fakes, real, fake } = outputs;
    const parts = [
      ["The real images", images, undefined],
      ["The generator's images", fakes, traces.generate.broke],
      ["The discriminator's outputs on real images", real, traces.judgeReal.broke],
      ["The discriminator's outputs on fakes", fake, traces.judgeFake.broke],
    ] as const;
    for (const [what, values, kernel] of parts) {
      const bad = lost(values);
      if (bad === 0) continue;
      return [{
        level: "certain",
        title: `${what} hold numbers that are not finite`,
        evidence: { "share not finite": bad, ...(kernel && { "first made by": kernel }) },
        explanation:
          "A single NaN in a batch makes the loss and every gradient NaN, and after one step every weight.",
        repair: kernel
          ? `// look at the operation ${kernel}: a logarithm of 0, a division by 0, a root of a negative number?`
          : "// look at how the images are read and scaled: a division by 0?",
      }];
    }
    return [];
  },
};
