import { assert, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  centres,
  coverage,
  createGridGan,
  drawPoints,
  gridBatches,
  gridPoints,
  gridRecipes,
  readGridRuns,
} from "../../lib/course/mod.ts";
import { train } from "../../lib/gan/mod.ts";
import "../_helpers.ts";

Deno.test("coverage() counts a mode from a fifth of its share on, and no point far from all", () => {
  // 250 points: a fair share is 10, a fifth of it 2.
  const at = (mode: number, count: number) => Array.from({ length: count }, () => centres[mode]!);
  const far = Array.from({ length: 250 - 2 - 1 - 100 }, () => [1, 1]);
  const points = Float32Array.from([...at(0, 2), ...at(7, 1), ...at(24, 100), ...far].flat());
  assertEquals(coverage(points), { modes: 2, close: 103 / 250 });
});

Deno.test("gridPoints() repeats from its seed and has each gaussian's spread", () => {
  const points = gridPoints(20_000, 3);
  assertEquals(points, gridPoints(20_000, 3));
  let squares = 0;
  for (let i = 0; i < points.length; i++) {
    squares += (points[i]! - 2 * Math.round(points[i]! / 2)) ** 2;
  }
  assert(Math.abs(Math.sqrt(squares / points.length) - 0.2) < 0.005);
});

Deno.test("createGridGan() trains with each loss, by train() itself, and leaks nothing", async () => {
  for (const recipe of Object.values(gridRecipes)) {
    const before = tf.memory().numTensors, gan = createGridGan(recipe, 1);
    const batches = gridBatches(gan.recipe.batchSize, 1), start = await drawPoints(gan, 10, 1);
    let steps = 0;
    for await (const { metrics } of train(gan, batches, { epochs: 0.03, seed: 1 })) {
      assert(metrics.dLoss > 0);
      steps++;
    }
    assertEquals(steps, 3);
    assert((await drawPoints(gan, 10, 1)).some((x, i) => x !== start[i]));
    gan.dispose();
    assertEquals(tf.memory().numTensors, before);
  }
});

Deno.test("readGridRuns() says how to make runs that are not there", async () => {
  await assertRejects(() => readGridRuns("nowhere.json"), Error, "deno task grid");
});
