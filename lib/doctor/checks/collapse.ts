import { lookAt } from "../exam/look.ts";
import type { Check } from "../check.ts";
import { median, rms } from "../exam/numbers.ts";
import { reachOf } from "../exam/reach.ts";

/** Whether different latents give different images. */
export const collapse: Check = {
  id: "collapse",
  question: "Do different latents give different images?",
  hides: ["balance"],
  async run(exam) {
    const { images, fakes } = (await lookAt(exam)).outputs;
    const real = spread(images, exam.real.shape[0]!), fake = spread(fakes, exam.latents.shape[0]!);
    const { kind } = await reachOf(exam, "generate");
    const centre = kind === "unit" ? 0.5 : 0;
    const structure = rms(fake.mean.map((v) => v - centre));
    const evidence = {
      "distance between fakes": fake.distance,
      "distance between real images": real.distance,
      ratio: fake.distance / real.distance,
    };
    const repair =
      "// if it has been trained for a while, start again: beta1 0.5, a smaller learning rate, or a stronger D\ntf.train.adam(2e-4, 0.5);";
    if (fake.distance < 1e-6 * (structure + real.distance)) {
      return [{
        level: "certain",
        title: "The generator puts out the same image for every latent",
        evidence,
        explanation:
          "Its output does not depend on the latents: it has collapsed to one image, or something in it passes nothing on.",
        repair,
      }];
    }
    const trained = structure > 0.25 * rms(real.mean.map((v) => v - centre)) && structure > 0.05;
    if (!trained) return [];
    if (
      fake.distance < 0.03 * real.distance &&
      fake.distance < 0.05 * structure * Math.sqrt(fake.mean.length)
    ) {
      return [{
        level: "likely",
        title: "The generator has collapsed: all its images are nearly the same",
        evidence,
        explanation:
          "The generator has found one image that the discriminator cannot refuse, and draws it whatever the latent. The discriminator judges images one by one and sees no harm in that.",
        repair,
      }];
    }
    if (fake.distance < 0.4 * real.distance) {
      return [{
        level: "worth a look",
        title: "The generator's images are much more alike than real ones",
        evidence,
        explanation: "Mode collapse in part, or a generator that has not learned much yet.",
        repair,
      }];
    }
    return [];
  },
};

/** The median distance between neighbours in a batch, and the mean image. */
function spread(values: Float32Array, count: number) {
  const size = values.length / count, mean = new Float32Array(size), distances: number[] = [];
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) {
      const value = values[i * size + j]!;
      mean[j]! += value / count;
      sum += (value - values[((i + 1) % count) * size + j]!) ** 2;
    }
    distances.push(Math.sqrt(sum));
  }
  return { mean, distance: median(distances) };
}
