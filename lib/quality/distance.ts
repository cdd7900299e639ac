/**
 * The Fréchet distance between two sets of images in a classifier's features.
 *
 * It is what FID (Heusel et al. 2017) measures in an Inception network's features. Here they are those of the project's
 * own classifier of digits, so it is not called FID: other features give other numbers, and only two distances of the
 * same classifier compare.
 *
 * @module
 */
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import { checkComparable, type Features } from "./features.ts";
import { type Gaussian, gaussianOf } from "./gaussian.ts";

/**
 * The squared Fréchet distance of two normal distributions (Dowson and Landau 1982):
 * |m1 - m2|^2 + tr(S1 + S2 - 2 (S1 S2)^(1/2)).
 *
 * The trace of (S1 S2)^(1/2) is that of (S1^(1/2) S2 S1^(1/2))^(1/2), whose inside is symmetric: its eigenvalues
 * are real, and none is negative. So singular covariances do no harm.
 *
 * @param a a normal distribution
 * @param b another, of as many dimensions
 * @returns the squared distance, 0 for equal distributions
 *
 * @example One dimension: (m1 - m2)^2 + (s1 - s2)^2
 * ```ts
 * import { frechetDistance } from "@gan-clinic/gan-clinic/quality";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const a = { mean: [0], covariance: [[1]] }, b = { mean: [3], covariance: [[25]] };
 * assertAlmostEquals(frechetDistance(a, b), 9 + 16);
 * ```
 */
export function frechetDistance(a: Gaussian, b: Gaussian): number {
  const [first, second] = [a, b].map(({ covariance }) =>
    new Matrix(covariance.map((row) => [...row]))
  ) as [Matrix, Matrix];
  const root = squareRoot(first), inside = root.mmul(second).mmul(root);
  const overlap = sum(eigen(inside).values.map(Math.sqrt));
  const shift = sum(a.mean.map((mean, i) => (mean - b.mean[i]!) ** 2));
  return Math.max(0, shift + first.trace() + second.trace() - 2 * overlap);
}

/**
 * The distance of two sets of features: the squared Fréchet distance of the normal distributions with
 * their means and covariances.
 *
 * It falls with the number of samples, and does not reach 0 for two sets of real images: read it beside its floor
 * (see {@link QualityReport}).
 *
 * @param a features of one set of images
 * @param b features of the other
 * @returns the distance, from 0 for sets with the same mean and covariance
 * @throws {RangeError} when the features cannot be compared: other sizes, fewer than 2 rows, or not finite
 *
 * @example Equal sets
 * ```ts
 * import { featureDistance } from "@gan-clinic/gan-clinic/quality";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const features = { count: 3, size: 2, values: Float32Array.of(0, 1, 1, 0, 2, 2) };
 * assertAlmostEquals(featureDistance(features, features), 0, 1e-9);
 * ```
 */
export function featureDistance(a: Features, b: Features): number {
  checkComparable(a, b, 2);
  return frechetDistance(gaussianOf(a), gaussianOf(b));
}

/** Eigenvectors, and eigenvalues without what rounding puts in place of zeros. */
function eigen(matrix: Matrix) {
  // Half of what rounding makes unequal on both sides of the diagonal.
  const symmetric = Matrix.add(matrix, matrix.transpose()).mul(0.5);
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(symmetric, {
    assumeSymmetric: true,
  });
  const rounding = Math.max(...realEigenvalues) * matrix.rows * Number.EPSILON;
  const values = realEigenvalues.map((value) => value > rounding ? value : 0);
  return { values, vectors: eigenvectorMatrix };
}

/** The symmetric square root of a covariance. */
function squareRoot(covariance: Matrix): Matrix {
  const { values, vectors } = eigen(covariance);
  return vectors.mmul(Matrix.diag(values.map(Math.sqrt))).mmul(vectors.transpose());
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
