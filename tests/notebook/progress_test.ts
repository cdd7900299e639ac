import { assertEquals } from "@std/assert";
import { duration, progressLine } from "../../lib/notebook/_progress.ts";

const running = { steps: 1373, stepsPerEpoch: 429, epochs: 8, stepsPerSecond: 22 };

Deno.test("progressLine() says where a run is, how fast, and how long it still takes", () => {
  assertEquals(
    progressLine(running),
    "epoch 3.2 of 8 · step 1,373 of 3,432 · 22 steps/s · 1 min 34 s left",
  );
});

Deno.test("progressLine() promises nothing before a speed is known", () => {
  assertEquals(
    progressLine({ ...running, steps: 1, stepsPerSecond: undefined }),
    "epoch 0.0 of 8 · step 1 of 3,432",
  );
});

Deno.test("progressLine() tells a finished run from a stopped one", () => {
  assertEquals(
    progressLine({ ...running, steps: 3432, took: 156 }),
    "epoch 8.0 of 8 · step 3,432 of 3,432 · 22 steps/s · done in 2 min 36 s",
  );
  assertEquals(
    progressLine({ ...running, stepsPerSecond: 2.25, took: 610 }),
    "epoch 3.2 of 8 · step 1,373 of 3,432 · 2.3 steps/s · stopped after 10 min 10 s",
  );
});

Deno.test("duration() writes seconds, minutes and hours", () => {
  assertEquals([0.2, 59, 60, 3599, 3600, 9000].map(duration), [
    ...["0 s", "59 s", "1 min 0 s", "59 min 59 s"],
    ...["1 h 0 min", "2 h 30 min"],
  ]);
});
