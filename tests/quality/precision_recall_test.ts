import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { useBackend } from "../../lib/backend/mod.ts";
import { closeImages, type Features, precisionRecall } from "../../lib/quality/mod.ts";
import { normal } from "./_features.ts";
import reference from "../reference/quality.json" with { type: "json" };

await useBackend();

const features = (rows: number[][]): Features => ({
  count: rows.length,
  size: rows[0]!.length,
  values: Float32Array.from(rows.flat()),
});

/** The definition, word by word: slow and plain. */
function bruteForce(real: Features, generated: Features, k: number) {
  const row = ({ size, values }: Features, i: number) => values.subarray(i * size, (i + 1) * size);
  const distance = (a: Features, i: number, b: Features, j: number) =>
    Math.hypot(...row(a, i).map((value, at) => value - row(b, j)[at]!));
  const indices = (set: Features) => Array.from({ length: set.count }, (_, i) => i);
  const radii = (set: Features) =>
    indices(set).map((i) =>
      indices(set).filter((j) => j !== i).map((j) => distance(set, i, set, j))
        .sort((a, b) => a - b)[k - 1]!
    );
  const share = (points: Features, set: Features) => {
    const reach = radii(set);
    const inside = indices(points).filter((i) =>
      indices(set).some((j) => distance(points, i, set, j) <= reach[j]!)
    );
    return inside.length / points.count;
  };
  return { precision: share(generated, real), recall: share(real, generated) };
}

for (const [k, expected] of Object.entries(reference.neighbours.results)) {
  Deno.test(`precisionRecall() gives NumPy's values in double precision for k = ${k}`, async () => {
    const { real, fake } = reference.neighbours;
    const options = { k: Number(k) };
    assertEquals(await precisionRecall(features(real), features(fake), options), expected);
  });
}

Deno.test("precisionRecall() is what the definition says, across blocks and far from the origin", async () => {
  const real = normal({ count: 270, size: 6, seed: 1, mean: 100 });
  const generated = normal({ count: 290, size: 6, seed: 2, mean: 100.4 });
  const expected = bruteForce(real, generated, 3);
  assert(expected.precision > 0.2 && expected.precision < 1);
  assertEquals(await precisionRecall(real, generated), expected);
});

Deno.test("precisionRecall() finds identical sets whole, and sets far apart empty", async () => {
  const a = normal({ count: 300, size: 64, seed: 1 });
  assertEquals(await precisionRecall(a, a), { precision: 1, recall: 1 });
  const far = normal({ count: 300, size: 64, seed: 1, mean: 1000 });
  assertEquals(await precisionRecall(a, far), { precision: 0, recall: 0 });
});

Deno.test("precisionRecall() gives half the recall to half the modes", async () => {
  const [near, far] = [0, 50].map((mean) => normal({ count: 400, size: 2, seed: 1, mean }));
  const real = { count: 800, size: 2, values: Float32Array.of(...near!.values, ...far!.values) };
  const { precision, recall } = await precisionRecall(
    real,
    normal({ count: 400, size: 2, seed: 2 }),
  );
  assert(precision > 0.95);
  assertAlmostEquals(recall, 0.5, 0.03);
});

Deno.test("precisionRecall() gives no recall to one image drawn again and again", async () => {
  const real = normal({ count: 300, size: 8, seed: 1 });
  const one = { count: 300, size: 8, values: new Float32Array(300 * 8) };
  assertEquals(await precisionRecall(real, one), { precision: 1, recall: 0 });
});

Deno.test("precisionRecall() leaves no tensor behind", async () => {
  const a = normal({ count: 300, size: 8, seed: 1 }), before = tf.memory().numTensors;
  await precisionRecall(a, a);
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("precisionRecall() refuses too few rows and a senseless k", async () => {
  const a = normal({ count: 3, size: 2, seed: 1 });
  await assertRejects(() => precisionRecall(a, a), RangeError, "at least 4 rows, got 3");
  await assertRejects(() => precisionRecall(a, a, { k: 0 }), RangeError, "from 1, got 0");
});

Deno.test("closeImages() asks for one and the same image in all kinds of features", async () => {
  const row = (...values: number[]): Features => ({
    count: values.length,
    size: 1,
    values: Float32Array.from(values),
  });
  // Two clouds, A near 0 and B near 100, in both kinds alike.
  const real = row(0, 1, 2, 3, 100, 101, 102, 103), before = tf.memory().numTensors;
  const first = row(1, 101, 1, 50, 2, 102, 0, 100), second = row(1, 101, 101, 1, 2, 102, 0, 100);
  const { generated } = await closeImages([real, real], [first, second]);
  assertEquals([...generated], [1, 1, 0, 0, 1, 1, 1, 1]);
  assertEquals(tf.memory().numTensors, before);
});
