/**
 * What two loss curves say by themselves.
 *
 * @module
 */
import { type History, metricNames } from "../gan/history.ts";
import { restingPoint } from "../gan/resting_point.ts";
import { trend } from "../trends/trends.ts";
import { deviation, mean } from "./exam/numbers.ts";
import type { Finding, Report } from "./report.ts";

const windows = 40;

/**
 * Reads a recorded run whose losses are sigmoid cross entropies. Losses say less than the GAN itself does: prefer
 * `diagnose` where there is one to examine.
 *
 * @param history the run
 * @returns what its losses say
 * @throws {RangeError} when fewer than 40 entries were recorded
 *
 * @example The question's run comes to rest where two discriminators leave it
 * ```ts
 * import { History, losses } from "@gan-clinic/gan-clinic";
 * import { diagnoseHistory } from "@gan-clinic/gan-clinic/doctor";
 * import { assertEquals } from "@std/assert";
 *
 * const history = new History({ recipe: "mine", seed: 1, stepsPerEpoch: 10 });
 * for (let step = 0; step < 200; step++) history.push({ ...losses.bothSatisfied(), dReal: 0.7, dFake: 0.3 });
 * const { findings } = diagnoseHistory(history);
 * assertEquals(findings[0]?.id, "judges");
 * ```
 */
export function diagnoseHistory(history: History): Report {
  const size = Math.floor(history.columns.dLoss.length / windows);
  if (size < 1) {
    throw new RangeError(
      `Cannot diagnose a history: expected at least ${windows} entries, got ${history.columns.dLoss.length}`,
    );
  }
  const dLoss = history.windowMeans("dLoss", size), gLoss = history.windowMeans("gLoss", size);
  const late = { dLoss: dLoss.slice(-windows / 4), gLoss: gLoss.slice(-windows / 4) };
  const curves: Curves = {
    dLoss,
    gLoss,
    dEnd: mean(late.dLoss),
    gEnd: mean(late.gLoss),
    swing: deviation(late.gLoss) / (mean(late.gLoss) || 1),
    rest: restingPoint(dLoss, gLoss),
  };
  const evidence = { "D loss at the end": curves.dEnd, "G loss at the end": curves.gEnd };
  const found = notFinite(history) ?? readings.find(({ shows }) => shows(curves))?.finding;
  return { findings: found ? [{ ...found, evidence }] : [], unjudged: [], made: ["history"] };
}

/** What is looked at in a run. */
interface Curves {
  dLoss: number[];
  gLoss: number[];
  dEnd: number;
  gEnd: number;
  swing: number;
  rest: ReturnType<typeof restingPoint>;
}

type Said = Omit<Finding, "evidence">;

function notFinite({ columns }: History): Said | undefined {
  const lost = metricNames.find((name) => !columns[name].every(Number.isFinite));
  return lost && {
    id: "divergence",
    level: "certain",
    title: `${lost} is not finite from entry ${
      columns[lost].findIndex((value) => !Number.isFinite(value))
    } on`,
    explanation: "A logarithm or a division by zero, or weights that have grown beyond all bounds.",
    repair: "// a smaller learning rate, and a loss that takes logits",
  };
}

/** What losses can show, the surest first. */
const readings: readonly { shows(curves: Curves): boolean; finding: Said }[] = [
  {
    shows: ({ rest }) => rest === "bothSatisfied",
    finding: {
      id: "judges",
      level: "certain",
      title:
        "The losses rest at softplus(-1) + softplus(1) and softplus(-1): both sides are satisfied",
      explanation:
        "D says 1 to real images, and somebody says 1 to the fakes: another discriminator, or one that G's step has changed. The outputs are probabilities under a loss that takes logits.",
      repair: "const D = buildDiscriminator(); // once, called for real images and for fakes",
      about: "discriminators",
    },
  },
  {
    shows: ({ rest }) => rest === "flatSigmoids",
    finding: {
      id: "output",
      level: "certain",
      title: "The losses rest at softplus(-1) + ln 2 and ln 2: both sigmoids are flat",
      explanation:
        "D is right about everything, and no gradient passes its sigmoid, behind which the loss applies another.",
      repair: "tf.layers.dense({ units: 1 }) // no sigmoid; the loss has its own",
      about: "discriminatorOutput",
    },
  },
  {
    shows: ({ rest, dLoss, gLoss }) =>
      rest === "balance" && [dLoss, gLoss].every((values) => deviation(values) < 0.003),
    finding: {
      id: "balance",
      level: "likely",
      title: "The losses have stood at 2 ln 2 and ln 2 from the beginning: D has no opinion",
      explanation:
        "A fair contest swings around these values. Curves without any movement mean that D does not learn.",
      repair: "// is D trained? does its loss see its outputs? is its learning rate large enough?",
    },
  },
  {
    shows: ({ dLoss, dEnd, gEnd }) => trend(dLoss) === "rises" && dEnd > 3 && gEnd < 0.2,
    finding: {
      id: "judges",
      level: "likely",
      title: "The D loss climbs while the G loss is near zero",
      explanation:
        "G pleases a judge that does not learn, or one that its own step changes: two discriminators, or G's optimiser trains D too.",
      repair: "optimizerG.minimize(lossG, false, variablesOfG); // and one discriminator for both",
      about: "discriminators",
    },
  },
  {
    shows: ({ dEnd, gEnd }) => dEnd < 0.05 && gEnd > 4,
    finding: {
      id: "balance",
      level: "worth a look",
      title: "D is far ahead: its loss is near zero, and G's is high",
      explanation:
        "G does not learn, or learns too slowly: weights far too large, a D far too strong.",
      repair: "// examine the GAN itself: diagnose(patient)",
      about: "initialisation",
    },
  },
  {
    shows: ({ swing }) => swing > 0.2,
    finding: {
      id: "momentum",
      level: "worth a look",
      title: "The losses swing",
      explanation: "The two run after each other. Less momentum damps it.",
      repair: "tf.train.adam(learningRate, 0.5); // beta1 0.9 -> 0.5",
      about: "beta1",
    },
  },
];
