import { assert, assertEquals } from "@std/assert";
import { loadClassifier, measureQuality, type QualityReport } from "../../lib/quality/mod.ts";
import type { Source } from "../../lib/gan/mod.ts";
import { mnist } from "../_helpers.ts";
import { always, blots, byHeart, noise, noisy, one } from "./_controls.ts";

// What must score badly, and what must score well.
const classifier = await loadClassifier(), real = await mnist();
const measured = (source: Source): Promise<QualityReport> =>
  measureQuality(source, { seed: 1, count: 1000, classifier, real });
const nothing = new Float32Array(784);

for (
  const [name, source] of [
    ["noise", noise],
    ["black images", always(nothing)],
    ["grey images", always(nothing.map(() => 0.5))],
    ["blots in the shape of the average digit", blots(real.train)],
  ] as const
) {
  Deno.test(`measureQuality() finds no digit, no precision and no recall in ${name}`, async () => {
    const { distance, floor, covered, precision, recall } = await measured(source);
    assertEquals([covered, precision, recall], [0, 0, 0]);
    assert(distance > 100 * floor, `${distance} and ${floor}`);
  });
}

Deno.test("measureQuality() finds one digit at most, and no recall, in one real digit drawn again and again", async () => {
  for (const i of [1, 2, 3]) {
    const { distance, floor, covered, recall } = await measured(always(one(real.train, i)));
    assert(covered <= 1 && recall < 0.01, `image ${i}: ${covered} and ${recall}`);
    assert(distance > 100 * floor, `image ${i}: ${distance} and ${floor}`);
  }
});

Deno.test("measureQuality() ranks real digits before digits with noise, the worse the more", async () => {
  const reports: QualityReport[] = [await measured(byHeart(real.train))];
  for (const size of [0.1, 0.3, 0.6, 1]) reports.push(await measured(noisy(real.train, size)));
  assertEquals(reports[0]!.covered, 10);
  reports.slice(1).forEach((worse, i) => {
    const better = reports[i]!;
    assert(worse.distance > 1.5 * better.distance, `${better.distance}, ${worse.distance}`);
    assert(worse.recall <= better.recall, `${better.recall}, ${worse.recall}`);
  });
  const last = reports.at(-1)!;
  assert(last.precision < 0.05 && last.covered <= 1, `${last.precision}, ${last.covered}`);
});

Deno.test("measureQuality() does not tell a copy of the training images from a perfect generator", async () => {
  // None of these measures does: whether a generator copies is another question.
  const { distance, floor, covered, precision, recall } = await measured(byHeart(real.train));
  assert(distance < 1.5 * floor && covered === 10);
  assert(precision > 0.4 && recall > 0.4, `${precision} and ${recall}`);
});
