/**
 * Which digits a set of images shows.
 *
 * @module
 */
import { classCount } from "./classifier_network.ts";

/** From which share of all samples a digit counts as covered, and from which share of the close ones. */
const ofAll = 0.001, ofClose = 0.02;

/** What a set of images shows. */
export interface ClassReport {
  /** For each digit, 0 ... 9, the share of the samples that are close to real ones and show it. */
  classes: number[];
  /** How many digits have at least 0.1 % of all samples, and 2 % of the close ones. */
  covered: number;
}

/**
 * Counts the digits in a classifier's predictions, among the images that are close to real ones.
 *
 * Mode collapse is counted in modes that at least one sample falls into (Metz et al. 2017, Srivastava et al. 2017,
 * for a thousand modes and 26 samples each). But a classifier of digits names a digit for anything, for noise too: so an
 * image counts only if it is close to a real one (see {@link closeImages}), and a digit only from a fifth of its fair
 * share of those on, for the classifier itself errs in about one image of a hundred.
 *
 * @param predictions a digit for each image
 * @param close 1 for each image that is close to a real one, 0 for the others
 * @returns shares, and digits covered
 * @throws {RangeError} when there are no predictions
 *
 * @example Ones, sevens, and what only looks like threes to the classifier
 * ```ts
 * import { countClasses } from "@gan-clinic/gan-clinic/quality";
 * import { assertEquals } from "@std/assert";
 *
 * const { covered, classes } = countClasses([1, 7, 3, 3], [1, 1, 0, 0]);
 * assertEquals(covered, 2);
 * assertEquals(classes[7], 0.25);
 * ```
 */
export function countClasses(
  predictions: ArrayLike<number>,
  close: ArrayLike<number>,
): ClassReport {
  if (predictions.length === 0) {
    throw new RangeError("Cannot count classes: expected at least one prediction, got 0");
  }
  const counts = new Array<number>(classCount).fill(0);
  for (let i = 0; i < predictions.length; i++) counts[predictions[i]!]! += close[i]!;
  const classes = counts.map((count) => count / predictions.length);
  const least = Math.max(ofAll, ofClose * classes.reduce((sum, share) => sum + share));
  return { classes, covered: classes.filter((share) => share >= least).length };
}
