import { assert, assertEquals, assertRejects } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { type BackendName, useBackend } from "../../lib/backend/mod.ts";
import { loadCheckpoint, saveCheckpoint } from "../../lib/gan/checkpoint.ts";
import { createGan, type Gan, History, type Recipe, train } from "../../lib/gan/mod.ts";
import { dcgan, fixed, r3gan } from "../../lib/gan/recipes.ts";
import { snapshot } from "../_helpers.ts";

// Weights that begin at zero show a difference in the last digit.
const small: Recipe = { ...fixed, batchSize: 4, hiddenUnits: 8 };
const run = { recipe: "small", seed: 3, stepsPerEpoch: 10 };

/** Images that are a function of the step, as a run's batches are. */
const batches = {
  size: small.batchSize,
  perEpoch: run.stepsPerEpoch,
  at: (step: number) => Float32Array.from({ length: 4 * 784 }, (_, i) => ((i + step) % 11) / 11),
};

async function trainTo(gan: Gan, history: History, step: number): Promise<void> {
  const options = { epochs: step / batches.perEpoch, seed: run.seed, from: history.steps };
  for await (const { metrics } of train(gan, batches, options)) history.push(metrics);
}

async function withFile(test: (path: string) => Promise<void>): Promise<void> {
  const dir = await Deno.makeTempDir();
  try {
    await test(`${dir}/run.ckpt`);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

/** Trains some steps and saves. */
async function saved(path: string, step: number, recipe = small): Promise<void> {
  const gan = createGan(recipe, { seed: run.seed }), history = new History(run);
  if (step > 0) await trainTo(gan, history, step);
  await saveCheckpoint(path, { gan, step, seed: run.seed, history });
  gan.dispose();
}

for (const prefer of ["engine", "wasm", "cpu"] satisfies BackendName[]) {
  Deno.test(`a run resumed from checkpoints ends as one never stopped, bit for bit (${prefer})`, () =>
    withFile(async (path) => {
      await useBackend({ prefer });
      const whole = createGan(small, { seed: run.seed }), expected = new History(run);
      await trainTo(whole, expected, 40);

      await saved(path, 0);
      let history = new History(run);
      for (const step of [1, 17, 23, 40]) {
        const gan = createGan(small, { seed: 99 }), checkpoint = await loadCheckpoint(path);
        await checkpoint.restore(gan);
        history = checkpoint.history;
        await trainTo(gan, history, step);
        await saveCheckpoint(path, { gan, step, seed: run.seed, history });
        if (step === 40) assertEquals(snapshot(gan.variables), snapshot(whole.variables));
        gan.dispose();
      }
      assertEquals(history.columns, expected.columns);
      assertEquals(history.epochEnds, expected.epochEnds);
      whole.dispose();
      await useBackend();
    }));
}

for (const base of [dcgan, r3gan]) {
  Deno.test(`a run of ${base.networks} networks goes on bit for bit, with averages and statistics`, () =>
    withFile(async (path) => {
      const recipe: Recipe = { ...base, batchSize: small.batchSize, channels: 2 };
      const whole = createGan(recipe, { seed: run.seed }), expected = new History(run);
      await trainTo(whole, expected, 6);
      await saved(path, 3, recipe);
      const gan = createGan(recipe, { seed: 99 }), checkpoint = await loadCheckpoint(path);
      await checkpoint.restore(gan);
      await trainTo(gan, checkpoint.history, 6);
      assertEquals(checkpoint.history.columns, expected.columns);
      assertEquals(snapshot(gan.variables), snapshot(whole.variables));
      gan.dispose();
      whole.dispose();
    }));
}

Deno.test("loadCheckpoint() tells recipe, seed, step and backend", () =>
  withFile(async (path) => {
    await saved(path, 2);
    const { recipe, seed, step, backend, history } = await loadCheckpoint(path);
    assertEquals({ recipe, seed, step }, { recipe: small, seed: run.seed, step: 2 });
    assertEquals(backend, tf.getBackend());
    assertEquals(history.info, run);
  }));

Deno.test("restore() and saveCheckpoint() leak no tensor, also over a GAN that has trained", () =>
  withFile(async (path) => {
    const gan = createGan(small, { seed: run.seed }), history = new History(run);
    await trainTo(gan, history, 2);
    const before = tf.memory().numTensors;
    await saveCheckpoint(path, { gan, step: 2, seed: run.seed, history });
    await (await loadCheckpoint(path)).restore(gan);
    assertEquals(tf.memory().numTensors, before);
    gan.dispose();
  }));

Deno.test("restore() refuses another recipe and names the key", () =>
  withFile(async (path) => {
    await saved(path, 1);
    const checkpoint = await loadCheckpoint(path);
    const gan = createGan({ ...small, batchSize: 5 }, { seed: 1 }),
      before = snapshot(gan.variables);
    await assertRejects(
      () => checkpoint.restore(gan),
      Error,
      `Cannot restore a checkpoint: expected a recipe with batchSize 5, got 4: ${path}`,
    );
    assertEquals(snapshot(gan.variables), before);
    gan.dispose();
  }));

Deno.test("restore() refuses weights of other shapes and changes nothing", () =>
  withFile(async (path) => {
    await saved(path, 1);
    const gan = createGan({ ...small, hiddenUnits: 9 }, { seed: 1 }),
      before = snapshot(gan.variables);
    // The recipe claims what the networks are not.
    Object.assign(gan, { recipe: small });
    const checkpoint = await loadCheckpoint(path), tensors = tf.memory().numTensors;
    await assertRejects(
      () => checkpoint.restore(gan),
      Error,
      "expected [100, 9] for G/hidden/kernel",
    );
    assertEquals(snapshot(gan.variables), before);
    assertEquals(tf.memory().numTensors, tensors);
    gan.dispose();
  }));

Deno.test("loadCheckpoint() refuses a file that is damaged anywhere, cut off or lengthened", () =>
  withFile(async (path) => {
    await saved(path, 1);
    const whole = await Deno.readFile(path);
    const damaged = [whole.slice(0, -1), whole.slice(0, 2000), new Uint8Array([...whole, 0])];
    for (const at of [50, 300, whole.length - 9]) {
      const copy = whole.slice();
      copy[at]! ^= 1;
      damaged.push(copy);
    }
    for (const bytes of damaged) {
      await Deno.writeFile(path, bytes);
      await assertRejects(() => loadCheckpoint(path), Error, "it is damaged");
    }
  }));

Deno.test("loadCheckpoint() refuses what is no checkpoint, and a file that is not there", () =>
  withFile(async (path) => {
    await assertRejects(() => loadCheckpoint(path), Error, `no such file: ${path}`);
    for (const text of ["", "a text\n", "gan-clinic-checkpoint 2 sha256 0\n"]) {
      await Deno.writeTextFile(path, text);
      await assertRejects(() => loadCheckpoint(path), Error, "expected a file that begins with");
    }
  }));

Deno.test("saveCheckpoint() that fails says where and leaves nothing behind", () =>
  withFile(async (path) => {
    await Deno.mkdir(`${path}/in the way`, { recursive: true });
    const error = await assertRejects(() => saved(path, 0), Error, "Cannot write a checkpoint: ");
    assert((error as Error).message.endsWith(path));
    assertEquals([...Deno.readDirSync(`${path}/..`)].length, 1);
  }));
