/**
 * The question's GAN, step by step against TensorFlow itself; reference/first_steps_tf1.py says how.
 *
 * Rounding grows from step to step: at step 46 TensorFlow's own run differs by 1e-4 from the same run on another
 * processor. tfjs's wasm and cpu backends round sigmoids near 1, or sums, otherwise than TensorFlow does, and come
 * out 3e-4 and 5e-4 away; with Adam in tfjs's form the losses differ by 0.02.
 */
import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { scale } from "../lib/data/mod.ts";
import { createGan } from "../lib/gan/mod.ts";
import { asAsked } from "../lib/gan/recipes.ts";
import { backend, mnist } from "./_helpers.ts";
import { TensorFlowAdam } from "./tensorflow_adam.ts";
import reference from "./reference/first_steps_tf1.json" with { type: "json" };

/** The reference's number stream: a 32-bit congruential generator, and normals by Box-Muller. */
function stream(seed: number) {
  let state = seed;
  const u = () => (state = (Math.imul(1664525, state) + 1013904223) >>> 0) / 2 ** 32;
  const normal = (count: number) => {
    const numbers: number[] = [];
    while (numbers.length < count) {
      const r = Math.sqrt(-2 * Math.log(u() + 2 ** -33)), t = 2 * Math.PI * u();
      numbers.push(r * Math.cos(t), r * Math.sin(t));
    }
    return numbers.slice(0, count);
  };
  return {
    normal,
    latents: () => tf.tensor2d(Float32Array.from({ length: 12800 }, () => 2 * u() - 1), [128, 100]),
  };
}

Deno.test("asAsked gives TensorFlow's first 50 losses from the same weights, latents and batches", async () => {
  const numbers = stream(20261123), { train } = await mnist();
  const gan = createGan(asAsked, { seed: 0, optimizer: () => new TensorFlowAdam() });
  for (const network of [gan.generator, gan.discriminator, gan.judgeOfFakes]) {
    // The stream holds both kernels before both biases; tfjs wants kernel, bias, kernel, bias.
    const shapes = network.getWeights().map(({ shape }) => shape);
    const drawn = [0, 2, 1, 3].map((i) => {
      const shape = shapes[i]!;
      return tf.tensor(numbers.normal(shape.reduce((a, b) => a * b, 1)), shape);
    });
    network.setWeights([drawn[0]!, drawn[2]!, drawn[1]!, drawn[3]!]);
    tf.dispose(drawn);
  }
  const errors: number[] = [];
  for (const [step, [dLoss, gLoss]] of reference.d_and_g_loss_by_step.entries()) {
    const images = tf.tensor2d(
      scale(train.pixels.subarray(step * 128 * 784, (step + 1) * 128 * 784), "unit"),
      [128, 784],
    );
    const made = gan.step(images, numbers.latents);
    const [d, g] = [made.dLoss, made.gLoss].map((loss) => loss.dataSync()[0]!);
    errors.push(Math.max(Math.abs(d! - dLoss!), Math.abs(g! - gLoss!)));
    tf.dispose([images, made]);
  }
  gan.dispose();
  assertEquals(errors.length, 50);
  numbers.normal(4).forEach((value, i) =>
    assertAlmostEquals(value, reference.four_more_normals_after_the_last_step[i]!, 1e-6)
  );
  const tolerance = backend.name === "wasm" || backend.name === "cpu" ? 1e-3 : 2e-4;
  assertAlmostEquals(Math.max(...errors.slice(0, 30)), 0, 2e-4);
  assertAlmostEquals(Math.max(...errors), 0, tolerance);
});
