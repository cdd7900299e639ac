/**
 * The largest losses that common code lets through.
 *
 * @module
 */

/** A bound that a framework puts on a logarithm, and with it on a cross entropy. */
export interface Clip {
  /** The largest loss that it lets through, in nats. */
  cap: number;
  /** How it comes about. */
  formula: string;
  /** Who clips so. */
  seenIn: string;
}

const float32 = 2 ** -23;

/** The largest cross entropies that common code can return, the most common first. */
export const clips: readonly Clip[] = [
  {
    cap: -Math.log(1e-7),
    formula: "-ln 1e-7",
    seenIn: "Keras, whose probabilities are at least 1e-7",
  },
  {
    cap: -Math.log(float32),
    formula: "-ln 2^-23",
    seenIn: "Keras, where a fake is taken for real: in float32 1 - 1e-7 is 1 - 2^-23",
  },
  {
    cap: -Math.log(2e-7),
    formula: "-ln(1e-7 + 1e-7)",
    seenIn: "Keras in TensorFlow 2, which clips at 1e-7 and adds 1e-7 more",
  },
  {
    cap: -Math.log(2 * float32),
    formula: "-ln 2^-22",
    seenIn:
      "Keras in TensorFlow 2, where a fake is taken for real: (1 + 1e-7) - (1 - 1e-7) is 2^-22 in float32",
  },
  {
    cap: -Math.log(float32 + 1e-7),
    formula: "-ln(2^-23 + 1e-7)",
    seenIn: "Keras in TensorFlow 2, where a fake is taken for real",
  },
  { cap: -Math.log(1e-6), formula: "-ln 1e-6", seenIn: "code that adds 1e-6 to a probability" },
  { cap: -Math.log(1e-8), formula: "-ln 1e-8", seenIn: "code that adds 1e-8 to a probability" },
  { cap: -Math.log(1e-10), formula: "-ln 1e-10", seenIn: "code that adds 1e-10 to a probability" },
  { cap: -Math.log(1e-12), formula: "-ln 1e-12", seenIn: "code that adds 1e-12 to a probability" },
  { cap: 100, formula: "ln p >= -100", seenIn: "PyTorch's BCELoss" },
];
