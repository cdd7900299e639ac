import { weightsOf } from "../exam/anatomy.ts";
import { type Check, stepping } from "../check.ts";
import { lookAt } from "../exam/look.ts";
import { deviation, difference, rms } from "../exam/numbers.ts";
import { movesOf } from "../exam/steps.ts";

/** Whether one discriminator judges both. */
export const judges: Check = {
  id: "judges",
  question: "Are real images and fakes judged by the same discriminator?",
  hides: stepping,
  async run(exam) {
    const [forReal, forFake] = [
      await weightsOf(exam, "judgeReal"),
      await weightsOf(exam, "judgeFake"),
    ];
    const shared = forReal.filter((variable) => forFake.includes(variable)).length;
    const { real: one } = (await lookAt(exam)).outputs;
    const [other] = await exam.read(() => exam.judgeFake(exam.real));
    const apart = rms(difference(one, other!));
    const evidence = {
      "variables that judge real images": forReal.length,
      "variables that judge fakes": forFake.length,
      shared,
      "difference on the same images": apart,
    };
    if (forReal.length + forFake.length > 0 && shared < Math.max(forReal.length, forFake.length)) {
      const { changes } = await movesOf(exam, "D");
      const trained = forFake.filter((variable) => changes.has(variable)).length;
      return [{
        level: shared === 0 ? "certain" : "likely",
        title: shared === 0
          ? "There are two discriminators: fakes are judged by another network than real images"
          : "The two judges share only a part of their variables",
        evidence: { ...evidence, "of the judge of fakes, trained by D's step": trained },
        explanation:
          "A GAN is a contest about one function. With two, the one that sees the real images learns to call everything real, and the generator pleases the other one: both losses come to rest, and the pictures stay noise.",
        repair:
          "const D = buildDiscriminator(); // once\nconst real = D.apply(images), fake = D.apply(generate(latents)); // called twice",
        about: "discriminators",
      }];
    }
    if (apart === 0) return [];
    const { pass } = await lookAt(exam);
    const [again, onFakes] = await exam.read(() =>
      [exam.real, pass.fakes].map((images) => exam.patient.judgeReal(images))
    );
    const noise = rms(difference(one, again!));
    const spread = deviation([...one, ...onFakes!]) + 1e-12;
    if (apart > 10 * noise + 0.01 * spread) {
      return [{
        level: "likely",
        title: "The two judges give different answers to the same images",
        evidence: { ...evidence, "difference of one judge to itself": noise },
        explanation:
          "Both read the same variables, so one of them does something more: another activation at the end, another scaling of the images, another mode of batch normalisation. The discriminator can tell real from fake by that alone.",
        repair: "const judge = (images) => D.apply(images); // the same function for both",
        about: "discriminators",
      }];
    }
    return [];
  },
};
