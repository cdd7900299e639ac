/**
 * What it means when losses stand still.
 *
 * @module
 */
import type { Level } from "../report.ts";
import type { Curves } from "./curves.ts";
import { fooled, type LogFinding, stopped, strongD } from "./log_finding.ts";
import type { RestingId } from "./resting.ts";

/** How sure it is, and what it says, by where the losses stand. */
export const restingFindings: Record<
  RestingId,
  (curves: Curves) => [Level, Omit<LogFinding, "level">]
> = {
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
