/**
 * What losses can show.
 *
 * @module
 */
import type { Level } from "../report.ts";
import type { Curves } from "./curves.ts";
import { fooled, type LogFinding, strongD } from "./log_finding.ts";
import type { LossFamily } from "./resting.ts";
import { restingFindings } from "./resting_findings.ts";

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

/** What is looked for, the surest first. */
const readings: readonly Reading[] = [
  {
    families: all,
    level: (curves) => curves.rest && restingFindings[curves.rest.id](curves)[0],
    finding: (curves) => restingFindings[curves.rest!.id](curves)[1],
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
    finding: ({ dEnd }) => ({
      ...fooled,
      id: "saturated",
      title: "D is certain that fakes are real: its loss is some tens, and G's is 0",
      explanation:
        `Under PyTorch's BCELoss a single loss is at most 100, so this is the share of fakes that D is wrong about, ${
          Math.round(dEnd)
        } of 100, times 100: its sigmoid says 1 or 0 and nothing between, and lets no gradient through. Under a loss of logits it is the size of D's output for a fake.`,
    }),
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
