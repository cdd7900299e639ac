import type { Check, Found } from "../check.ts";
import { lookAt } from "../exam/look.ts";
import { median, share } from "../exam/numbers.ts";
import { reachOf } from "../exam/reach.ts";
import { levels } from "../report.ts";
import type { Activation } from "../exam/trace.ts";

const names = { generate: "generator", judgeReal: "discriminator" } as const;

/** Whether hidden units are alive. */
export const units: Check = {
  id: "units",
  question: "Are the hidden units alive, neither dead nor saturated?",
  hides: ["gradient", "step", "collapse"],
  async run(exam) {
    const worst: Found[] = [], { traces } = await lookAt(exam);
    for (const name of ["judgeReal", "generate"] as const) {
      const found: Found[] = [];
      const bounded = ["unit", "signed", "positive"].includes((await reachOf(exam, name)).kind);
      const all = traces[name].activations;
      // The output's own activation is no hidden unit.
      const hidden = bounded ? all.slice(0, -1) : all;
      hidden.forEach((activation, i) => {
        const evidence = { layer: `activation ${i + 1} of ${all.length} (${activation.kind})` };
        if (/^relu6?$|maximum/.test(activation.kind)) {
          const dead = deadUnits(activation);
          if (dead <= 0.5) return;
          found.push({
            level: dead > 0.98 ? "certain" : dead > 0.9 ? "likely" : "worth a look",
            title: `Most ReLU units of the ${names[name]} are dead`,
            evidence: { ...evidence, "share of units that are 0 for the whole batch": dead },
            explanation:
              "A ReLU that is off for every input passes no gradient, so that it rarely comes back. If a whole layer is off, nothing before it learns. Look first for what switched the units off: steps too large, momentum, weights or biases that start too far from zero. Leaky ReLU lets a gradient through, but is no cure for the cause.",
            repair:
              'tf.train.adam(learningRate / 2, 0.5); // smaller steps, less momentum\ntf.layers.dense({ units, biasInitializer: "zeros" });',
            about: "hiddenActivation",
          });
        } else if (/sigmoid|tanh/.test(activation.kind)) {
          const low = activation.kind === "tanh" ? -1 : 0, reach = 0.01 * (1 - low);
          const flat = share(activation.values, (v) => v < low + reach || v > 1 - reach);
          if (flat <= 0.7) return;
          found.push({
            level: flat > 0.9 ? "likely" : "worth a look",
            title: `The hidden units of the ${names[name]} are saturated`,
            evidence: {
              ...evidence,
              "share of outputs where it is flat": flat,
              median: median(activation.values),
            },
            explanation:
              "An activation is flat within 1 % of either end of its range: hardly any gradient passes through it there.",
            repair:
              'tf.layers.dense({ units, kernelInitializer: "glorotUniform" }) // smaller weights',
            about: "initialisation",
          });
        }
      });
      found.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
      worst.push(...found.slice(0, 1));
    }
    return worst;
  },
};

function deadUnits({ values, shape }: Activation): number {
  const units = shape.at(-1) ?? 1, alive = new Uint8Array(units);
  values.forEach((value, i) => {
    if (value > 0) alive[i % units] = 1;
  });
  return share(alive, (a) => a === 0);
}
