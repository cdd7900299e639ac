import { assert, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { Batches } from "../../lib/data/mod.ts";
import { createGan, train, type Trainable } from "../../lib/gan/mod.ts";
import { asAsked, oneDiscriminator } from "../../lib/gan/recipes.ts";
import { mnist, run, snapshot } from "../_helpers.ts";

const steps = (n: number) => n / 429;

Deno.test("train() repeats bit for bit from the same seed, and differs from another", async () => {
  const [a, b, c] = [
    await run("asAsked", asAsked, { epochs: steps(12), seed: 5 }),
    await run("asAsked", asAsked, { epochs: steps(12), seed: 5 }),
    await run("asAsked", asAsked, { epochs: steps(12), seed: 6 }),
  ];
  assertEquals(a.steps, 12);
  assertEquals(a.columns, b.columns);
  assert(a.columns.dLoss.some((value, i) => value !== c.columns.dLoss[i]));
});

Deno.test("train() never changes the twin of asAsked", async () => {
  const gan = createGan(asAsked, { seed: 1 }),
    batches = new Batches((await mnist()).train, asAsked, 1);
  const before = snapshot(gan.variablesUnder("D_1/"));
  for await (const _ of train(gan, batches, { epochs: steps(10), seed: 1 }));
  assertEquals(snapshot(gan.variablesUnder("D_1/")), before);
  gan.dispose();
});

Deno.test("train() leaks no tensor, and dispose() frees the GAN's", async () => {
  const batches = new Batches((await mnist()).train, oneDiscriminator, 1);
  const empty = tf.memory().numTensors, gan = createGan(oneDiscriminator, { seed: 1 });
  const counts: number[] = [];
  for await (const _ of train(gan, batches, { epochs: steps(8), seed: 1 })) {
    counts.push(tf.memory().numTensors);
  }
  assertEquals(new Set(counts.slice(1)).size, 1);
  gan.dispose();
  assertEquals(tf.memory().numTensors, empty);
});

Deno.test("train() ends quietly when its signal aborts, and the GAN can be trained on", async () => {
  const gan = createGan(oneDiscriminator, { seed: 1 }), stop = new AbortController();
  const batches = new Batches((await mnist()).train, oneDiscriminator, 1), seen: number[] = [];
  for await (const { step } of train(gan, batches, { epochs: 1, seed: 1, signal: stop.signal })) {
    seen.push(step);
    if (step === 3) stop.abort();
  }
  for await (const { step } of train(gan, batches, { epochs: steps(5), seed: 1, from: 3 })) {
    seen.push(step);
  }
  assertEquals(seen, [1, 2, 3, 4, 5]);
  gan.dispose();
});

Deno.test("train() stopped and gone on gives the same numbers as train() left alone", async () => {
  const whole = await run("oneDiscriminator", oneDiscriminator, { epochs: steps(8), seed: 2 });
  const gan = createGan(oneDiscriminator, { seed: 2 }), losses: number[] = [];
  const batches = new Batches((await mnist()).train, oneDiscriminator, 2);
  for (const [from, to] of [[0, 5], [5, 8]] as const) {
    for await (const { metrics } of train(gan, batches, { epochs: steps(to), seed: 2, from })) {
      losses.push(metrics.dLoss);
    }
  }
  assertEquals(losses, whole.columns.dLoss);
  gan.dispose();
});

/** What a step measures. */
function scalars(values: number[]): ReturnType<Trainable["step"]> {
  const [dLoss, gLoss, dReal, dFake] = values.map((value) => tf.scalar(value));
  return { dLoss: dLoss!, gLoss: gLoss!, dReal: dReal!, dFake: dFake! };
}

Deno.test("train() marks the last step of an epoch, and gives timers a turn while it runs", async () => {
  const data = { size: 2, perEpoch: 3, at: () => new Float32Array(4) };
  const gan: Trainable = {
    latentSize: 2,
    step: () => {
      const until = performance.now() + 30;
      while (performance.now() < until);
      return scalars([1, 1, 0.5, 0.5]);
    },
  };
  const types: string[] = [];
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  for await (const { type } of train(gan, data, { epochs: 2, seed: 1 })) types.push(type);
  clearInterval(timer);
  assertEquals(types, ["step", "step", "epoch", "step", "step", "epoch"]);
  assert(turns >= 2);
});

for (const [at, quantity] of ["the discriminator's loss", "the generator's loss"].entries()) {
  Deno.test(`train() stops with step, network and quantity when ${quantity} is not finite`, async () => {
    let step = 0;
    const gan: Trainable = {
      latentSize: 2,
      step: () => {
        const values = [1, 1, 0.5, 0.5];
        if (++step === 4) values[at] = NaN;
        return scalars(values);
      },
    };
    const data = { size: 2, perEpoch: 3, at: () => new Float32Array(4) };
    await assertRejects(
      async () => {
        for await (const _ of train(gan, data, { epochs: 9, seed: 1 }));
      },
      Error,
      `Training stopped at step 4 (epoch 2): ${quantity} is NaN`,
    );
  });
}

Deno.test("train() refuses a number of epochs that is not positive", async () => {
  const gan: Trainable = { latentSize: 1, step: () => scalars([0, 0, 0, 0]) };
  const data = { size: 1, perEpoch: 1, at: () => new Float32Array(1) };
  for (const epochs of [0, -1, NaN, Infinity]) {
    await assertRejects(
      () => train(gan, data, { epochs, seed: 1 }).next(),
      RangeError,
      `got ${epochs}`,
    );
  }
});
