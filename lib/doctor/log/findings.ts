/**
 * What losses can show.
 *
 * @module
 */
import type { Finding, Level } from "../report.ts";
import type { Curves } from "./curves.ts";
import { clips, type LossFamily, type RestingId } from "./resting.ts";
import type { Wanted } from "./wanted.ts";

/** What a log shows, before its numbers are put beside it. */
export interface LogFinding extends Omit<Finding, "evidence"> {
  /** What the log cannot tell of it. */
  cannotTell: string;
  /** What to log to know more. */
  next: readonly Wanted[];
}

/** One thing to look for. */
interface Reading {
  /** The losses that it is for. */
  families: readonly LossFamily[];
  /** How sure it is; nothing where it does not show. */
  level(curves: Curves): Level | undefined;
  /** What it says. */
  finding(curves: Curves): Omit<LogFinding, "level">;
}

const entropies: readonly LossFamily[] = ["crossEntropy", "relativistic"];
const all: readonly LossFamily[] = [...entropies, "leastSquares", "hinge", "wasserstein"];

/** D takes fakes for real, and does not learn better: the same three suspects each time. */
const fooled = {
  cannotTell:
    "whether D learns at all, or learns too slowly: another network may judge the fakes, G's step may train D too, or D's units may be dead",
  repair:
    "# one discriminator for real images and fakes; D's optimizer has D's weights, G's has G's\nloss_D = bce(D(real), ones) + bce(D(fake.detach()), zeros)  # logits, and a smaller learning rate",
  about: "discriminators",
  next: ["halves", "gradients"],
} as const;

const strongD = {
  cannotTell:
    "why D is ahead: a G that cannot learn (its range, its weights, a frozen step), a D too strong, or too few images, which D learns by heart",
  repair:
    "# the images' range is that of G's output; weights of 0.02 or Xavier's; D ends in logits\n# then a weaker D: dropout, noise on its inputs, labels of 0.9, a smaller learning rate",
  about: "initialisation",
  next: ["opinions", "gradients", "samples"],
} as const;

const stopped = {
  cannotTell:
    "why D says the same of everything: no gradient reaches it, its units are dead, or its step is not made",
  repair: "# is D trained? does its loss see its outputs? is its learning rate sane?",
  next: ["halves", "gradients"],
} as const;

/** What it means when losses stand still. */
const resting: Record<RestingId, (curves: Curves) => [Level, Omit<LogFinding, "level">]> = {
  bothSatisfied: () => ["certain", {
    ...fooled,
    id: "judges",
    title:
      "The losses rest at softplus(-1) + softplus(1) and softplus(-1): both sides are satisfied",
    explanation:
      "D says 1 to real images, and somebody says 1 to the fakes: another discriminator, or one that G's step has changed. The outputs are probabilities under a loss that takes logits.",
    cannotTell: "whether there are two discriminators, or G's step trains the one",
    repair: "const D = buildDiscriminator(); // once, called for real images and for fakes",
  }],
  flatSigmoids: () => ["certain", {
    id: "output",
    title: "The losses rest at softplus(-1) + ln 2 and ln 2: both sigmoids are flat",
    explanation:
      "D is right about everything, and no gradient passes its sigmoid, behind which the loss applies another.",
    cannotTell: "what else is wrong: with this alone nothing can be learnt",
    repair: "tf.layers.dense({ units: 1 }) // no sigmoid; the loss has its own",
    about: "discriminatorOutput",
    next: ["opinions", "gradients"],
  }],
  noOpinion: ({ rest, always, loss }) => [
    always && loss.family === "crossEntropy" ? "likely" : "worth a look",
    {
      ...stopped,
      id: "balance",
      title: always
        ? `The losses have stood at ${rest!.formula} from the beginning: D has no opinion`
        : `The losses have come to rest at ${rest!.formula}: D has no opinion any more`,
      explanation: always
        ? "A fair contest swings around these values. Curves without any movement mean that D does not learn."
        : "That is where a perfect generator leaves D, and also where a D ends that has lost track.",
    },
  ],
  // A critic whose weights are clipped puts out tiny numbers, and its loss looks the same.
  sameForAll: ({ rest, loss }) => [loss.family === "wasserstein" ? "worth a look" : "likely", {
    ...stopped,
    id: "constant",
    title: `The losses stand at ${rest!.formula}: D says the same of everything`,
    explanation: "Neither loss moves, so neither network learns from the other.",
  }],
  wrongAboutFakes: ({ rest }) => ["certain", {
    ...fooled,
    id: "saturated",
    title: `D is certain that every fake is real: its loss is at ${
      rest!.formula.slice("D ".length, -", G 0".length)
    }, G's is 0`,
    explanation: `The loss is as large as the clip lets it be (${
      rest!.seenIn
    }), and behind a clip there is no gradient: D cannot learn better, and G has nothing to learn.`,
  }],
  surelyRight: ({ rest }) => ["certain", {
    ...strongD,
    id: "ahead",
    title: `D is right about everything, and G's loss is at its cap, ${
      rest!.formula.slice("D 0, G ".length)
    }`,
    explanation: `The loss is as large as the clip lets it be (${
      rest!.seenIn
    }), and behind a clip there is no gradient: G cannot learn any more.`,
  }],
};

/** What is looked for, the surest first. */
const readings: readonly Reading[] = [
  {
    families: all,
    level: (curves) => curves.rest && resting[curves.rest.id](curves)[0],
    finding: (curves) => resting[curves.rest!.id](curves)[1],
  },
  {
    families: ["wasserstein"],
    level: ({ dParts }) => {
      const [, b = 0, c = 0, d = 0] = dParts;
      return d < -10 && d < 1.3 * c && c < 1.3 * b && b <= 0 ? "likely" : undefined;
    },
    finding: () => ({
      id: "unbounded",
      title: "The critic's loss falls without bound",
      explanation:
        "A Wasserstein critic whose slope nothing holds down makes its outputs larger and larger instead of better. With a penalty its loss falls at first, then comes back towards 0.",
      cannotTell: "whether there is no penalty and no clipping, or one that is too weak",
      repair: "loss_D = fake.mean() - real.mean() + 10 * ((slope - 1) ** 2).mean()  # WGAN-GP",
      next: ["halves", "gradients"],
    }),
  },
  {
    families: entropies,
    level: ({ dTrend, dEnd, gEnd }) =>
      dTrend === "rises" && dEnd > 3 && gEnd < 0.2 ? "likely" : undefined,
    finding: () => ({
      ...fooled,
      id: "judges",
      title: "The D loss climbs while the G loss is near zero",
      explanation:
        "G pleases a judge that does not learn, or one that its own step changes: two discriminators, or G's optimiser trains D too.",
    }),
  },
  {
    families: entropies,
    level: ({ dEnd, gEnd }) => dEnd > 17 && gEnd < 0.05 ? "likely" : undefined,
    finding: ({ dEnd, dMost }) => {
      const { cap = dMost, seenIn } = clips.find(({ cap }) => cap >= dMost) ?? {};
      return {
        ...fooled,
        id: "saturated",
        title: `D is certain, and wrong about ${
          Math.round(100 * dEnd / cap)
        } of 100 fakes: its loss is that share of ${Number(cap.toPrecision(3))}`,
        explanation: `${
          seenIn ? `A single loss is at most that in ${seenIn}. ` : ""
        }D's sigmoid has saturated: it says 1, or 0, and nothing between, and no gradient passes it.`,
      };
    },
  },
  {
    families: entropies,
    level: ({ dSum, gEnd }) => dSum > 1.6 && gEnd < 0.5 ? "likely" : undefined,
    finding: () => ({
      ...fooled,
      id: "fooled",
      title: "The G loss is low because D takes fakes for real, not because they are good",
      explanation:
        "A D that guesses has a loss of 2 ln 2 = 1.386, half of that if its halves are averaged. This one does worse than guess, and stays there.",
    }),
  },
  {
    families: entropies,
    level: ({ dSum, gEnd }) => dSum < 0.01 && gEnd < 0.01 ? "likely" : undefined,
    finding: () => ({
      ...fooled,
      id: "judges",
      title: "Both losses are near zero, and no single D can give both",
      explanation:
        "D's says that it takes every fake for a fake, G's that it takes every fake for real: two networks judge, or one that works otherwise in G's step than in its own, by its batch normalisation for instance.",
      cannotTell: "whether a loss is multiplied by a small weight before it is printed",
    }),
  },
  {
    families: entropies,
    level: ({ dSum, gEnd, gTrend }) =>
      (dSum < 0.05 && gEnd > 10) || (dSum < 0.01 && gEnd > 5) || (dSum < 1 && gEnd > 30) ||
        (dSum < 0.02 && gEnd > 6 && gTrend === "rises")
        ? "likely"
        : dSum < 0.05 && gEnd > 4
        ? "worth a look"
        : undefined,
    finding: ({ gTrend }) => ({
      ...strongD,
      id: "ahead",
      title: `D is far ahead: its loss is near zero, and G's is high${
        gTrend === "rises" ? " and climbs" : ""
      }`,
      explanation: "D tells every fake with certainty, and what it tells G is of little use to it.",
    }),
  },
  {
    families: ["leastSquares"],
    level: ({ dSum, gEnd }) =>
      dSum < 0.02 && gEnd > 0.9 ? "likely" : dSum < 0.1 && gEnd > 0.8 ? "worth a look" : undefined,
    finding: () => ({
      ...strongD,
      id: "ahead",
      title: "D is far ahead: it puts its targets out, 1 for real images and 0 for fakes",
      explanation: "D's loss is near 0, and G's near (1 - 0)^2 = 1: G fools nobody.",
    }),
  },
  {
    families: ["hinge"],
    level: ({ dEnd }) => dEnd < 0.01 ? "worth a look" : undefined,
    finding: () => ({
      ...strongD,
      id: "ahead",
      title: "D's hinge loss is 0: every image is beyond its margin",
      explanation:
        "D gets no gradient while that lasts; G still does. Relativistic hinge losses spend much of their time there.",
    }),
  },
  {
    families: entropies,
    level: ({ gSwing }) => gSwing > 0.04 ? "worth a look" : undefined,
    finding: () => ({
      id: "momentum",
      title: "The losses swing, and the swing does not end",
      explanation: "The two run after each other. Less momentum damps it.",
      cannotTell: "whether the pictures change with the swing, or their quality stays",
      repair: "tf.train.adam(learningRate, 0.5); // beta1 0.9 -> 0.5",
      about: "beta1",
      next: ["samples", "opinions"],
    }),
  },
  {
    families: entropies,
    level: ({ whole }) => whole.d < 0.5 && whole.g > 2.5 ? "worth a look" : undefined,
    finding: () => ({
      ...strongD,
      id: "ahead",
      title: "D stays ahead all the way",
      explanation: "Many GANs learn under such a D. The pictures say whether this one does.",
    }),
  },
];

/**
 * What the curves show.
 *
 * @param curves the curves of a log
 * @returns the findings, the surest and deepest first; what stands still is not looked at further
 */
export function findingsOf(curves: Curves): LogFinding[] {
  const found = readings.filter(({ families }) => families.includes(curves.loss.family))
    .flatMap(({ level, finding }) => {
      const sure = level(curves);
      return sure ? [{ ...finding(curves), level: sure }] : [];
    });
  if (curves.rest && found[0]) return [found[0]];
  // What has the same suspects is said once.
  const cause = ({ id, about }: LogFinding) => about ?? id;
  return found.filter((one) => found.find((other) => cause(other) === cause(one)) === one);
}
