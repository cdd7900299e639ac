/**
 * Features: what the classifier sees in images, as numbers to compare sets of images by.
 *
 * @module
 */

/** One row of features for each image. */
export interface Features {
  /** How many images. */
  readonly count: number;
  /** Features in a row. */
  readonly size: number;
  /** `count` x `size` numbers, row by row. */
  readonly values: Float32Array;
}

/**
 * Refuses features that cannot be compared with each other.
 *
 * @param a one set
 * @param b another
 * @param least how many rows each must have
 * @throws {RangeError} when the sizes differ, a set is too small, or a feature is not finite
 */
export function checkComparable(a: Features, b: Features, least: number): void {
  if (a.size !== b.size) {
    throw new RangeError(
      `Cannot compare features: expected rows of the same size, got ${a.size} and ${b.size}`,
    );
  }
  const fewest = Math.min(a.count, b.count);
  if (fewest < least) {
    throw new RangeError(`Cannot compare features: expected at least ${least} rows, got ${fewest}`);
  }
  const broken = [a, b].flatMap(({ values }) =>
    values.find((value) => !Number.isFinite(value)) ?? []
  );
  if (broken.length > 0) {
    throw new RangeError(`Cannot compare features: expected finite numbers, got ${broken[0]}`);
  }
}
