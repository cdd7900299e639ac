import { assertAlmostEquals, assertThrows } from "@std/assert";
import { EigenvalueDecomposition, Matrix } from "ml-matrix";
import {
  featureDistance,
  type Features,
  frechetDistance,
  type Gaussian,
  gaussianOf,
} from "../../lib/quality/mod.ts";
import { normal } from "./_features.ts";
import reference from "../reference/quality.json" with { type: "json" };

for (const [name, { a, b, distance }] of Object.entries(reference.distances)) {
  Deno.test(`frechetDistance() gives SciPy's value for covariances of this kind: ${name}`, () => {
    assertAlmostEquals(frechetDistance(a, b), distance, 1e-6 * distance);
    assertAlmostEquals(frechetDistance(b, a), distance, 1e-6 * distance);
  });
}

Deno.test("featureDistance() gives SciPy's and NumPy's value for two sets of samples", () => {
  const { a, b, fid: expected } = reference.samples;
  assertAlmostEquals(featureDistance(fromRows(a), fromRows(b)), expected, 1e-6);
});

const fromRows = (rows: number[][]): Features => ({
  count: rows.length,
  size: rows[0]!.length,
  values: Float32Array.from(rows.flat()),
});

const diagonal = (mean: number[], deviations: number[]): Gaussian => ({
  mean,
  covariance: deviations.map((s, i) => deviations.map((_, j) => i === j ? s * s : 0)),
});

/** Turns a distribution by the eigenvectors of some symmetric matrix. */
function turned({ mean, covariance }: Gaussian): Gaussian {
  const size = mean.length;
  const any = Array.from(mean, (_, i) => Array.from(mean, (_, j) => Math.sin((i + 1) * (j + 1))));
  const { eigenvectorMatrix: turn } = new EigenvalueDecomposition(new Matrix(any), {
    assumeSymmetric: true,
  });
  const turnedMean = turn.mmul(Matrix.columnVector([...mean])).to1DArray();
  const inner = new Matrix(covariance.map((row) => [...row]));
  const turnedCovariance = turn.mmul(inner).mmul(turn.transpose()).to2DArray();
  assertAlmostEquals(turn.mmul(turn.transpose()).trace(), size, 1e-9);
  return { mean: turnedMean, covariance: turnedCovariance };
}

Deno.test("frechetDistance() meets the closed form of axis-parallel distributions, turned or not", () => {
  const a = diagonal([1, 2, 3, 4], [1, 2, 3, 0]), b = diagonal([4, 2, 3, 0], [2, 2, 0.5, 0]);
  // |m1 - m2|^2 + sum (s1 - s2)^2
  const expected = 9 + 16 + 1 + 0 + 6.25;
  assertAlmostEquals(frechetDistance(a, b), expected, 1e-9);
  assertAlmostEquals(frechetDistance(turned(a), turned(b)), expected, 1e-6);
});

Deno.test("frechetDistance() of two turns of one ellipse is that of two dimensions", () => {
  // S1 = diag(9, 1), S2 = diag(1, 9): S1 S2 = 9 I, tr = 20 - 2 * 6
  const a = diagonal([0, 0], [3, 1]), b = diagonal([0, 0], [1, 3]);
  assertAlmostEquals(frechetDistance(a, b), 8, 1e-9);
});

Deno.test("frechetDistance() is 0 between equal distributions, singular ones too", () => {
  for (const deviations of [[1, 2, 3, 4], [5, 0, 0, 1], [0, 0, 0, 0]]) {
    const a = diagonal([1, -2, 3, 4], deviations);
    assertAlmostEquals(frechetDistance(a, a), 0, 1e-9);
    assertAlmostEquals(frechetDistance(turned(a), turned(a)), 0, 1e-6);
  }
});

Deno.test("featureDistance() of a set with itself is 0, moved by d it is |d|^2, also with dead features", () => {
  const a = normal({ count: 500, size: 64, seed: 1 });
  for (let row = 0; row < a.count; row++) a.values.fill(0, row * 64, row * 64 + 9);
  assertAlmostEquals(featureDistance(a, a), 0, 1e-6);
  const moved = { ...a, values: a.values.map((value) => value + 0.5) };
  assertAlmostEquals(featureDistance(a, moved), 64 / 4, 1e-5);
});

Deno.test("featureDistance() sees a set that collapsed onto one image", () => {
  const a = normal({ count: 400, size: 8, seed: 1 });
  const one = { count: 400, size: 8, values: new Float32Array(400 * 8) };
  const { mean, covariance } = gaussianOf(a);
  const expected = mean.reduce((sum, m, i) => sum + m * m + covariance[i]![i]!, 0);
  assertAlmostEquals(featureDistance(a, one), expected, 1e-9);
});

Deno.test("featureDistance() refuses features that cannot be compared", () => {
  const a = normal({ count: 5, size: 3, seed: 1 });
  assertThrows(
    () => featureDistance(a, normal({ count: 5, size: 4, seed: 1 })),
    RangeError,
    "got 3 and 4",
  );
  assertThrows(
    () => featureDistance(a, normal({ count: 1, size: 3, seed: 1 })),
    RangeError,
    "got 1",
  );
  const broken = { ...a, values: a.values.map((value, i) => i === 7 ? NaN : value) };
  assertThrows(() => featureDistance(broken, a), RangeError, "expected finite numbers, got NaN");
});

Deno.test("featureDistance() of two rows each is what the closed form gives in one dimension", () => {
  const rows = (...values: number[]): Features => ({
    count: 2,
    size: 1,
    values: Float32Array.from(values),
  });
  // Means 1 and 5, deviations sqrt(2) and 3 sqrt(2) (sums divided by n - 1): 4^2 + (2 sqrt(2))^2.
  assertAlmostEquals(featureDistance(rows(0, 2), rows(2, 8)), 16 + 8, 1e-6);
});
