import * as tf from "@tensorflow/tfjs";
import { trainableOf } from "../exam/anatomy.ts";
import type { Check } from "../check.ts";
import { gradientsOf } from "../exam/gradients.ts";
import { lookAt } from "../exam/look.ts";
import { lossShape } from "../exam/loss_shape.ts";
import { mean, rms, share } from "../exam/numbers.ts";

/** Whether the generator gets a gradient. */
export const gradient: Check = {
  id: "gradient",
  question: "Does a gradient reach the generator?",
  hides: ["step", "balance"],
  async run(exam) {
    const count = exam.latents.shape[0]!;
    const { pass: { fakes, real } } = await lookAt(exam);
    const loss = (fakes: tf.Tensor) =>
      tf.sum(exam.patient.generatorLoss(exam.judgeFake(fakes), real));
    const [images] = await exam.read(() => tf.grad(loss)(fakes));
    const size = images!.length / count;
    const each = Array.from(
      { length: count },
      (_, i) => rms(images!.subarray(i * size, (i + 1) * size)) * count,
    );
    const none = share(each, (g) => g < 1e-12);
    const shape = await lossShape(exam);
    const saturating = isSaturating(shape);
    const evidence = {
      "gradient by a fake's pixels, mean": mean(each),
      "share of fakes without any": none,
    };
    const nonSaturating =
      "const lossG = crossEntropy(D(fake), 1); // non-saturating, not log(1 - D(fake))";
    if (none > 0.9) {
      return [{
        level: "certain",
        title: "No gradient reaches the generator",
        evidence,
        explanation:
          "What the discriminator says of the fakes does not change when the fakes change a little: a flat activation, a loss that is content, or a discriminator whose units are dead.",
        repair: nonSaturating,
        about: "discriminators",
      }];
    }
    for (const network of ["G", "D"] as const) {
      const own = await trainableOf(exam, network);
      if (own.length === 0) continue;
      const gradients = [...(await gradientsOf(exam, network)).values()];
      if (gradients.some((values) => rms(values) > 0)) continue;
      return [{
        level: "certain",
        title: `No gradient reaches the weights of the ${
          network === "G" ? "generator" : "discriminator"
        }`,
        evidence: { ...evidence, "variables with a gradient": 0, "of variables": own.length },
        explanation:
          "The loss depends on the network, but its slope is exactly zero: an activation is flat for the whole batch, or the loss is.",
        repair:
          "// look at the hidden units: dead ReLUs, or sigmoids whose inputs are in the hundreds",
        about: "discriminators",
      }];
    }
    if (saturating) {
      const fake = mean((await lookAt(exam)).outputs.fake);
      const lost = shape.generator.probability ? fake < 1e-3 : fake < -7;
      return [{
        level: lost ? "likely" : "worth a look",
        title: "The generator's loss saturates where the discriminator is sure",
        evidence: { ...evidence, "D on fakes": fake },
        explanation:
          "log(1 - D(fake)) is flat where the discriminator recognises the fakes, that is, when the generator has most to learn. The non-saturating loss is steep there (Goodfellow et al. 2014, section 3).",
        repair: nonSaturating,
      }];
    }
    return [];
  },
};

function isSaturating({ fake, generator }: Awaited<ReturnType<typeof lossShape>>): boolean {
  const up = generator.best > fake.best;
  const [far, near] = generator.probability
    ? [generator.at(0.02) - generator.at(0.001), generator.at(0.999) - generator.at(0.98)]
    : [(generator.at(-5) - generator.at(-20)) / 5, (generator.at(20) - generator.at(5)) / 5];
  return up && Math.abs(far) < 0.02 * Math.abs(near);
}
