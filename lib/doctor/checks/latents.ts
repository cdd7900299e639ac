import { lookAt } from "../exam/look.ts";
import type { Check } from "../check.ts";
import { deviation } from "../exam/numbers.ts";
import * as tf from "@tensorflow/tfjs";

/** Whether the latents are new in every row and every step. */
export const latents: Check = {
  id: "latents",
  question: "Are the latents drawn anew, for every image and every step?",
  hides: ["collapse", "gradient", "units", "affine"],
  async run(exam) {
    const count = exam.latents.shape[0]!;
    const [first, second, third] = await exam.read(() =>
      [0, 1, 2].map((step) => tf.reshape(exam.patient.latents(step), [-1]))
    );
    const size = first!.length / count;
    const rows = new Set(
      Array.from({ length: count }, (_, i) => first!.slice(i * size, (i + 1) * size).join()),
    );
    const evidence = { latents: count, "different latents": rows.size, spread: deviation(first!) };
    const draw = "const latents = () => tf.randomNormal([batchSize, latentSize]); // in every step";
    if (count > 4 && rows.size <= 0.9 * count) {
      return [{
        level: "certain",
        title: "Latents repeat within a batch",
        evidence,
        explanation:
          "The generator is a function: the same latent gives the same image. It can only learn as many images as it is shown latents.",
        repair: draw,
      }];
    }
    const same = (a: Float32Array, b: Float32Array) => a.every((value, i) => value === b[i]);
    if (same(first!, second!) && same(second!, third!)) {
      return [{
        level: "likely",
        title: "Every step gets the same latents",
        evidence,
        explanation:
          "The generator learns to please the discriminator on this one batch of latents, and nothing about the others. A fixed seed inside the sampler does this.",
        repair: draw,
      }];
    }
    const { fakes } = (await lookAt(exam)).outputs, pixels = fakes.length / count;
    const isOne = fakes.every((value, i) => value === fakes[i % pixels]);
    if (isOne || same(first!, second!)) return [];
    const [others] = await exam.read(() => exam.generate(exam.patient.latents(1)));
    if (same(fakes, others!)) {
      return [{
        level: "certain",
        title: "The generator does not look at its latents: others give the very same images",
        evidence,
        explanation:
          "It draws from numbers of its own, which stay the same. It can only learn as many images as there are of those.",
        repair: "const generate = (latents) => G.apply(latents); // those that it is given",
      }];
    }
    return [];
  },
};
