/** Small networks for points in the plane or on a line, where healthy and sick lie closer together. */
import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { diagnose, faults, type Patient, reportText, usualLosses } from "../../lib/doctor/mod.ts";
import { adams, builders, normal, patient, points, trained } from "./_patients.ts";
import { expectFirst } from "./_wards.ts";

interface Small {
  seed: number;
  units?: number;
  size?: (inputs: number) => number;
  rate?: number;
  line?: boolean;
}

/** Three layers of raw variables each, leaky ReLUs between them. */
function small(
  { seed, units = 32, size = (n) => Math.sqrt(2 / n), rate = 1e-3, line }: Small,
): Patient {
  const outputs = line ? 1 : 2;
  const layers = (i: number, ...widths: number[]) =>
    widths.slice(1).flatMap((width, k) => [
      tf.variable(
        tf.randomNormal([widths[k]!, width], 0, size(widths[k]!), "float32", 100 * seed + i + k),
      ),
      tf.variable(tf.zeros([width])),
    ]);
  const network = ([a, b, c, d, e, f]: tf.Variable[]) => (x: tf.Tensor) => {
    const first = tf.leakyRelu(tf.add(tf.dot(x, a!), b!), 0.2);
    return tf.add(tf.dot(tf.leakyRelu(tf.add(tf.dot(first, c!), d!), 0.2), e!), f!);
  };
  const g = layers(0, 8, units, units, outputs), d = layers(10, outputs, units, units, 1);
  return {
    generate: network(g),
    judgeReal: network(d),
    ...usualLosses.logits,
    variables: { G: g, D: d },
    optimizers: adams(rate),
    real: line ? (step) => tf.randomNormal([64, 1], 4, 1.25, "float32", step + 1) : points(64),
    latents: normal(64, 8),
  };
}

for (const seed of [1, 2, 3]) {
  for (const line of [false, true]) {
    const where = `${line ? "on a line" : "in the plane"}, seed ${seed}`;
    Deno.test(`diagnose() finds weights of size 1 in small networks ${where}`, async () => {
      for (const units of [32, 64]) {
        await expectFirst(small({ seed, units, line, size: () => 1 }), "weights");
      }
    });
    Deno.test(`diagnose() finds a rate of 0.02 in small networks ${where}`, async () => {
      for (const units of [32, 64]) {
        await expectFirst(small({ seed, units, line, rate: 0.02 }), "learning-rate");
      }
    });
    Deno.test(`diagnose() raises no alarm at healthy small networks ${where}`, async () => {
      for (const rate of [1e-3, 2e-3]) {
        for (const units of [16, 64]) {
          await expectFirst(trained(small({ seed, units, line, rate }), 100), undefined);
        }
      }
    });
  }
}

Deno.test("diagnose() takes batches of another size than there are latents", async () => {
  const { real: _, ...others } = builders.toy(1);
  await expectFirst(patient({ ...others, real: points(48) }), undefined);
});

Deno.test("diagnose() says in a sentence that a loss of pairs needs batches of one size", async () => {
  const { real: _, ...others } = builders.toy(2, { loss: "relativistic" });
  const report = await diagnose(patient({ ...others, real: points(48) }));
  assertEquals(
    faults(report)[0]?.title,
    "Training ends with an error: there are 48 real images and 128 latents",
  );
});

Deno.test("diagnose() names the rate alone where it makes everything overflow", async () => {
  const sick = { ...small({ seed: 4 }), optimizers: { G: tf.train.sgd(5), D: tf.train.sgd(5) } };
  const report = await diagnose(sick);
  assertEquals(report.findings.map(({ id }) => id), ["learning-rate"], reportText(report));
  assertEquals(report.findings[0]?.title, "The discriminator's learning rate is far too large");
});

Deno.test("diagnose() finds a D that goes uphill until its loss is no number", async () => {
  const sick = small({ seed: 5 });
  const optimizers = { G: tf.train.sgd(0.001), D: tf.train.sgd(-0.02) };
  await expectFirst({ ...sick, ...usualLosses.leastSquares, optimizers }, "step");
});
