import type { Found } from "../check.ts";
import type { Exam } from "../exam/exam.ts";
import { chanceOf, type Response, responseOf, type Sight } from "../exam/response.ts";

/**
 * Whether steps that a patient brings along compute the losses that it names: whether they look at what those depend on.
 *
 * @param exam the examination, of a patient with steps of its own
 * @returns what was found
 */
export async function ownSteps(exam: Exam): Promise<Found[]> {
  const real = await responseOf(exam, "D", "real images");
  const fakes = await responseOf(exam, "D", "fakes");
  const judge = await responseOf(exam, "G", "discriminator");
  const found = [
    ...blind("fakes", fakes),
    ...await blindToReal(exam, real),
    ...blind("discriminator", judge),
  ];
  // Where a step goes the wrong way as a whole, the check of steps says so.
  if (isWrong(fakes) && isRight(real)) found.push(wrongWay("fakes", fakes!));
  if (isWrong(real) && isRight(fakes)) found.push(wrongWay("real images", real!));
  return found;
}

const isBlind = (response?: Response) =>
  !!response && response.given <= 1.2 * response.noise + 1e-6;
const isWrong = (response?: Response) => !!response && response.agreement < -0.15;

const isRight = (response?: Response) => !!response && response.agreement > 0;

const evidenceOf = (sight: Sight, { asked, given, noise, agreement }: Response) => ({
  [`change of the loss's gradient with other ${sight}`]: asked,
  [`change of the step with other ${sight}`]: given,
  "change of the step with the same": noise,
  "cosine of the two changes": agreement,
});

const apart =
  "const lossD = tf.add(crossEntropy(D(real), 1), crossEntropy(D(G(latents)), 0)); // in the step, too";

const words: Record<Sight, Pick<Found, "title" | "explanation" | "repair" | "about">> = {
  "fakes": {
    title:
      "The discriminator's step does not look at the generator's images: other fakes, same step",
    explanation:
      "Its loss as it was named depends on them; the step computes another one. It has no fakes, takes the real batch for them, or has another network judge them. The discriminator never learns what a fake is.",
    repair: apart,
    about: "discriminators",
  },
  "real images": {
    title: "The discriminator's step does not look at the real images: others, same step",
    explanation:
      "Its loss as it was named depends on them; the step computes another one. The discriminator learns to call everything fake, and there is nothing about the data that the generator could learn from it.",
    repair: apart,
  },
  "discriminator": {
    title: "The generator's step does not look at the discriminator: another one, same step",
    explanation:
      "The step asks another network than the one that sees the real images: a second discriminator inside the step, or a copy. The generator learns to please that one.",
    repair: "const lossG = crossEntropy(D(G(latents)), 1); // the D that D's step trains",
    about: "discriminators",
  },
};

function blind(sight: Sight, response?: Response): Found[] {
  if (!response || !isBlind(response)) return [];
  // What draws by chance of its own answers to nothing exactly.
  const level = response.noise > 1e-6 ? "worth a look" : "certain";
  return [{ level, ...words[sight], evidence: evidenceOf(sight, response) }];
}

async function blindToReal(exam: Exam, response?: Response): Promise<Found[]> {
  const [found] = blind("real images", response);
  if (!found || await chanceOf(exam, "D") <= 1e-6) return found ? [found] : [];
  return [{
    ...found,
    level: "worth a look",
    title: "The discriminator's step does not look at the real images that it is given",
    explanation:
      "If it draws a batch of its own by chance, all is well. If not, it never sees a real image, and calls everything fake.",
    repair:
      "const steps = { D: (images, latents) => trainD(images, latents) }; // what it is given",
  }];
}

const wrongWay = (sight: "real images" | "fakes", response: Response): Found => ({
  level: response.agreement < -0.3 ? "certain" : "likely",
  title: `The discriminator's step pulls the ${sight} the wrong way`,
  evidence: evidenceOf(sight, response),
  explanation:
    "Its loss as it was named pulls real images and fakes apart; the step computes another one, with a label that is wrong, for instance the same for both.",
  repair: apart,
});
