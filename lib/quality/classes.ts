/**
 * Which digits a set of images shows.
 *
 * @module
 */
import { classCount } from "./classifier_network.ts";

/** The share from which a class counts as covered: a tenth of a fair share. */
const coveredFrom = 0.01;

/** What a set of images shows. */
export interface ClassReport {
  /** The share of each digit, 0 ... 9. */
  classes: number[];
  /** How many digits have a share of at least 1 %. */
  covered: number;
  /** The entropy of the shares in nats, from 0 (one digit) to ln 10 = 2.303 (all alike). */
  entropy: number;
}

/**
 * Counts the digits in a classifier's predictions.
 *
 * Mode collapse is counted in modes that at least one sample falls into (Metz et al. 2017, Srivastava et al. 2017,
 * for a thousand modes and 26 samples each). Among 10,000 samples of ten digits one stray is no sign of a mode: the
 * classifier itself errs in about one image of a hundred. So a digit counts as covered here from 1 % of the samples.
 *
 * @param predictions a digit for each image
 * @returns shares, digits covered, and their entropy
 * @throws {RangeError} when there are no predictions
 *
 * @example Half ones, half sevens
 * ```ts
 * import { countClasses } from "@gan-clinic/gan-clinic/quality";
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 *
 * const { covered, entropy } = countClasses([1, 7, 7, 1]);
 * assertEquals(covered, 2);
 * assertAlmostEquals(entropy, Math.LN2);
 * ```
 */
export function countClasses(predictions: ArrayLike<number>): ClassReport {
  if (predictions.length === 0) {
    throw new RangeError("Cannot count classes: expected at least one prediction, got 0");
  }
  const counts = new Array<number>(classCount).fill(0);
  for (let i = 0; i < predictions.length; i++) counts[predictions[i]!]! += 1;
  const classes = counts.map((count) => count / predictions.length);
  return {
    classes,
    covered: classes.filter((share) => share >= coveredFrom).length,
    // Not -sum: a single digit's entropy is 0, not -0.
    entropy: classes.reduce((sum, share) => share > 0 ? sum - share * Math.log(share) : sum, 0),
  };
}
