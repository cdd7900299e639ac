import { assert, assertEquals, assertLess, assertMatch, assertRejects } from "@std/assert";
import { History } from "../../lib/gan/history.ts";
import { LiveView, type LiveViewOptions } from "../../lib/notebook/live.ts";
import { inKernel, printed } from "./_kernel.ts";

const step = { dLoss: 1.3, gLoss: 0.5, dReal: 0.6, dFake: 0.4 };
const newHistory = () => new History({ recipe: "asAsked", seed: 1, stepsPerEpoch: 10 });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Trains without a network: `ms` per step. */
async function train(view: LiveView, steps: number, ms: number, history = newHistory()) {
  for (let i = 0; i < steps; i++) {
    await pause(ms);
    history.push(step);
    await view.update(history);
  }
  return history;
}

const options = (render: LiveViewOptions["render"]): LiveViewOptions => ({
  epochs: 8,
  sample: () => new Float32Array(4 * 784),
  count: 4,
  render,
});

Deno.test("LiveView shows its first frame after one step, in place ever after", async () => {
  const view = new LiveView(options(() => Promise.resolve("<svg/>")));
  const outputs = await inKernel(async () => {
    const history = await train(view, 1, 0);
    await pause(20);
    await train(view, 11, 100, history);
    await view.finish(history);
  });
  assertEquals(outputs.map(({ update }) => update), [false, true, true]);
  assertEquals(new Set(outputs.map(({ displayId }) => displayId)).size, 1);
  assert(outputs[0]!.displayId);
  assertEquals(outputs.map(({ bundle }) => "application/vnd.plotly.v1+json" in bundle), [
    ...[false, false],
    true,
  ]);
  assertEquals(outputs[1]!.bundle["image/svg+xml"], "<svg/>");
  assertMatch(outputs[1]!.bundle["text/plain"]!, /^epoch 1\.\d of 8 · step 1\d of 80 · .* left$/);
  assertMatch(outputs[2]!.bundle["text/plain"]!, /step 12 of 80 .* stopped after 1 s/);
});

Deno.test("LiveView.update() does not wait for a frame, and never draws two at once", async () => {
  let drawing = 0, most = 0, frames = 0;
  const view = new LiveView(options(async () => {
    most = Math.max(most, ++drawing);
    frames++;
    await pause(1_500);
    drawing--;
    return "<svg/>";
  }));
  await inKernel(async () => {
    const begin = performance.now();
    const history = await train(view, 40, 5);
    assertLess(performance.now() - begin, 1_200);
    assertEquals(frames, 1);
    await view.finish(history);
  });
  assertEquals([most, drawing], [1, 0]);
});

Deno.test("LiveView.finish() waits for the frame under way, so that nothing comes after it", async () => {
  const view = new LiveView(options(async () => {
    await pause(300);
    return "<svg/>";
  }));
  const outputs = await inKernel(async () => {
    const history = await train(view, 2, 0);
    await view.finish(history);
    await view.update(history);
    await pause(400);
  });
  assertEquals(outputs.map(({ bundle }) => "application/vnd.plotly.v1+json" in bundle), [
    false,
    true,
  ]);
});

Deno.test("LiveView leaves no frame under way behind when training throws", async () => {
  const outputs = await inKernel(async () => {
    await assertRejects(
      async () => {
        await using view = new LiveView(options(async () => {
          await pause(300);
          return "<svg/>";
        }));
        await train(view, 2, 0);
        throw new Error("a step failed");
      },
      Error,
      "a step failed",
    );
  });
  assertEquals(outputs.length, 1);
});

Deno.test("LiveView makes frames rarer when they cost much", async () => {
  let samples = 0;
  const view = new LiveView({
    ...options(() => Promise.resolve("<svg/>")),
    sample: async () => {
      samples++;
      await pause(samples === 1 ? 0 : 250);
      return new Float32Array(4 * 784);
    },
  });
  await inKernel(() => train(view, 32, 100));
  // The frames at 0 s and 1 s; the second one costs 250 ms, so the next is due 2.5 s after it.
  assertEquals(samples, 2);
});

Deno.test("LiveView lets training go on when a frame fails", async () => {
  const view = new LiveView(options(() => Promise.reject(new Error("no picture"))));
  const outputs = await inKernel(async () => {
    const history = await train(view, 5, 1);
    assertEquals(history.steps, 5);
    await view.finish(history);
  });
  assertEquals(outputs.length, 1);
});

Deno.test("LiveView prints one line at the start and one at the end outside a notebook", async () => {
  const view = new LiveView({ ...options(() => Promise.resolve("<svg/>")), epochs: 0.5 });
  const lines = await printed(async () => view.finish(await train(view, 5, 1)));
  assertEquals(lines.length, 2);
  assertMatch(lines[0]!, /^epoch 0\.1 of 0\.5 · step 1 of 5$/);
  assertMatch(lines[1]!, /step 5 of 5 .* done in 0 s/);
});
