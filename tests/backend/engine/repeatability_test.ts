import { assert, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { disposeEngine, engineName, installEngine } from "../../../lib/backend/engine/mod.ts";
import { fingerprint } from "../../_fingerprint.ts";
import { runScript } from "./_process.ts";
import { train } from "./_train.ts";

Deno.test("training gives the same bits each time, in another process and with another number of threads", async () => {
  disposeEngine();
  assertEquals((await installEngine({ threads: 2 })).threads, 2);
  await tf.setBackend(engineName);
  const first = train(), second = train();
  assert(first.every(Number.isFinite));
  assertEquals(second, first);
  await tf.setBackend("cpu");
  disposeEngine();
  for (const threads of [1, 2]) {
    const { stdout, stderr } = await runScript(`
      import * as tf from "@tensorflow/tfjs";
      import { installEngine } from "./lib/backend/engine/mod.ts";
      import { fingerprint } from "./tests/_fingerprint.ts";
      import { train } from "./tests/backend/engine/_train.ts";
      await tf.setBackend((await installEngine({ threads: ${threads} })).name);
      console.log(await fingerprint(train()));`);
    assertEquals(stdout, await fingerprint(first), stderr);
  }
});

Deno.test("createGan() trains every kind of network to the same bits with one thread and with two", async () => {
  const losses = (threads: number) =>
    runScript(
      `
      import { createGan, recipes, uniform, useBackend } from "./lib/mod.ts";
      import * as tf from "@tensorflow/tfjs";
      await useBackend({ threads: ${threads} });
      for (const recipe of [recipes.fixed, recipes.dcgan, recipes.r3gan]) {
        const gan = createGan(recipe, { seed: 1 }), batch = recipe.batchSize;
        const images = tf.tensor2d(uniform(batch * 784, 2), [batch, 784]);
        for (let step = 0; step < 3; step++) {
          let draws = 0;
          const draw = () => tf.tensor2d(uniform(batch * 100, 3 + 2 * step + draws++), [batch, 100]);
          const measured = Object.values(gan.step(images, draw));
          console.log(...measured.map((scalar) => scalar.dataSync()[0]));
        }
      }`,
      ["-A"],
      { GAN_CLINIC_BACKEND: "engine" },
    );
  const [one, two] = [await losses(1), await losses(2)];
  assertEquals([two.stdout, one.stdout.split("\n").length], [one.stdout, 9], one.stderr);
});
