import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { diagnose, faults, patientFromModels } from "../../lib/doctor/mod.ts";
import "../_helpers.ts";

const leaky = (inputs: number, outputs: number) =>
  tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [inputs], units: 32 }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      tf.layers.dense({ units: 32 }),
      tf.layers.leakyReLU({ alpha: 0.2 }),
      tf.layers.dense({ units: outputs }),
    ],
  });

const normal = (size: number, seed: number) => tf.randomNormal([64, size], 0, 1, "float32", seed);

/** A GAN for points far from zero, where all first units of D are negative for the whole batch. */
function farPoints() {
  const adam = () => tf.train.adam(1e-3, 0.5), discriminator = leaky(2, 1);
  const [kernel, ...others] = discriminator.getWeights();
  discriminator.setWeights([tf.neg(tf.abs(kernel!)), ...others]);
  return patientFromModels(leaky(8, 2), discriminator, {
    loss: "logits",
    optimizers: { G: adam(), D: adam() },
    real: (step) => tf.add(4, tf.mul(0.5, normal(2, step + 100))),
    latents: (step) => normal(8, step),
  });
}

Deno.test("diagnose() does not take a leaky ReLU for a dead one", async () => {
  const { findings } = await diagnose(farPoints());
  assertEquals(findings.filter(({ id }) => id === "units"), []);
});

Deno.test("diagnose() names a generator that draws from numbers of its own", async () => {
  const patient = farPoints(), own = tf.keep(normal(8, 7));
  const report = await diagnose({ ...patient, generate: () => patient.generate(own) });
  assertEquals(faults(report)[0]?.id, "latents");
  own.dispose();
});
