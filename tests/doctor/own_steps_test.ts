/** Patients that bring their own steps, which may compute other losses than those that they name. */
import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { diagnose, faults, type Patient, reportText, usualLosses } from "../../lib/doctor/mod.ts";
import { builders, type Kind, patient } from "./_patients.ts";

type Classifier = (images: tf.Tensor) => tf.Tensor;
interface Losses {
  D(images: tf.Tensor, latents: tf.Tensor): tf.Tensor;
  G(latents: tf.Tensor, images: tf.Tensor): tf.Tensor;
}

const entropy = (x: tf.Tensor, label: number) =>
  tf.losses.sigmoidCrossEntropy(tf.fill(x.shape, label), x);

/** The patient with steps of its own that minimise other losses. */
function withSteps(sane: Patient, losses: Partial<Losses> = {}, critic = 1): Patient {
  const { generate, judgeReal, optimizers, variables } = sane;
  const {
    D = (x, z) => tf.add(entropy(judgeReal(x), 1), entropy(judgeReal(generate(z)), 0)),
    G = (z) => entropy(judgeReal(generate(z)), 1),
  } = losses;
  return {
    ...sane,
    steps: {
      D: (x, z) => {
        for (let i = 0; i < critic; i++) {
          optimizers!.D.minimize(() => D(x, z) as tf.Scalar, false, [...variables!.D]);
        }
      },
      G: (z, x) => optimizers!.G.minimize(() => G(z, x) as tf.Scalar, false, [...variables!.G]),
    },
  };
}

const fakesUnseen = /^The discriminator's step does not look at the generator's images/;
const sick: [string, RegExp, (p: Patient, other: Classifier) => Partial<Losses>][] = [
  ["a D step without fakes", fakesUnseen, (p) => ({ D: (x) => entropy(p.judgeReal(x), 1) })],
  ["a D step that takes the real batch twice", fakesUnseen, (p) => ({
    D: (x) => tf.add(entropy(p.judgeReal(x), 1), entropy(p.judgeReal(x), 0)),
  })],
  ["a D step whose fakes are judged by another network", fakesUnseen, (p, other) => ({
    D: (x, z) => tf.add(entropy(p.judgeReal(x), 1), entropy(other(p.generate(z)), 0)),
  })],
  [
    "a D step of fakes alone",
    /^The discriminator's step does not look at the real images/,
    (p) => ({
      D: (_, z) => entropy(p.judgeReal(p.generate(z)), 0),
    }),
  ],
  [
    "a D step with one label for both",
    /^The discriminator's step pulls the fakes the wrong way/,
    (p) => ({
      D: (x, z) => tf.add(entropy(p.judgeReal(x), 1), entropy(p.judgeReal(p.generate(z)), 1)),
    }),
  ],
  [
    "a D step with swapped labels",
    /^The discriminator's step (goes uphill|pulls the fakes the wrong way)/,
    (p) => ({
      D: (x, z) => tf.add(entropy(p.judgeReal(x), 0), entropy(p.judgeReal(p.generate(z)), 1)),
    }),
  ],
  ["a G step with D's label", /^The generator's step goes uphill/, (p) => ({
    G: (z) => entropy(p.judgeReal(p.generate(z)), 0),
  })],
  [
    "a G step that asks another network",
    /^The generator's step does not look at the discriminator/,
    (p, other) => ({
      G: (z) => entropy(other(p.generate(z)), 1),
    }),
  ],
];

const healthy: [string, (p: Patient) => Patient][] = [
  ["the losses that it names", (p) => withSteps(p)],
  ["four steps of D for each of G", (p) => withSteps(p, {}, 4)],
  ["smoothed labels and noise on the images", (p) => {
    const judge: Classifier = (x) => p.judgeReal(tf.add(x, tf.randomNormal(x.shape, 0, 0.1)));
    return withSteps(p, {
      D: (x, z) => tf.add(entropy(judge(x), 0.9), entropy(judge(p.generate(z)), 0)),
    });
  }],
  ["images and latents of its own", (p) => {
    const draw = () => Math.floor(200 * Math.random());
    const fakes = () => p.generate(p.latents(draw()));
    const real = p.real as (step: number) => tf.Tensor;
    return withSteps(p, {
      D: () => tf.add(entropy(p.judgeReal(real(draw())), 1), entropy(p.judgeReal(fakes()), 0)),
      G: () => entropy(p.judgeReal(fakes()), 1),
    });
  }],
];

/** Trains by the patient's own steps for a while. */
function stepped(p: Patient, steps: number): Patient {
  for (let step = 0; step < steps; step++) {
    tf.tidy(() => {
      const images = (p.real as (step: number) => tf.Tensor)(step), latents = p.latents(step);
      p.steps!.D(images, latents);
      p.steps!.G(latents, images);
    });
  }
  return p;
}

async function titleOf(p: Patient): Promise<[first: string | undefined, report: string]> {
  const before = tf.memory().numTensors, report = await diagnose(p);
  assertEquals(tf.memory().numTensors, before, "no tensor is left over");
  tf.disposeVariables();
  return [faults(report)[0]?.title, reportText(report)];
}

(["dense", "dcgan", "toy"] as Kind[]).forEach((kind, k) => {
  sick.forEach(([name, title, losses], i) => {
    Deno.test(`diagnose() finds, in a ${kind} GAN with steps of its own: ${name}`, async () => {
      const sane = patient(builders[kind](100 * k + i)),
        other = patient(builders[kind](100 * k + 50));
      const ill = withSteps(sane, losses(sane, other.judgeReal));
      const [found, report] = await titleOf(i % 2 ? stepped(ill, 20) : ill);
      assertEquals(title.test(found ?? ""), true, report);
    });
  });
  healthy.forEach(([name, make], i) => {
    Deno.test(`diagnose() raises no alarm at a ${kind} GAN whose own steps have ${name}`, async () => {
      for (const steps of [0, 20]) {
        const well = make(patient(builders[kind](100 * k + 20 + i)));
        const [found, report] = await titleOf(stepped(well, steps));
        assertEquals(found, undefined, report);
      }
    });
  });
});

Deno.test("diagnose() does not call a step blind that goes on by momentum where D's sigmoid is flat", async () => {
  // One cloud at (1, 1), a generator that draws it, and a D that is sure of both: its slope is exactly 0 there, and
  // next to nothing at the other images that the examination shows it.
  const cloud = (step: number) => tf.add(1, tf.randomNormal([64, 2], 0, 0.01, "float32", step));
  const [w, shift] = [tf.variable(tf.zeros([2, 1])), tf.variable(tf.zeros([2]))];
  const judge = (x: tf.Tensor) => tf.sigmoid(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D));
  const sane = stepped(
    withSteps({
      ...usualLosses.logits,
      generate: (z) => tf.add(tf.add(tf.mul(z, 0.01), 1), shift),
      judgeReal: judge,
      variables: { G: [shift], D: [w] },
      optimizers: { G: tf.train.adam(1e-3), D: tf.train.adam(1e-3) },
      real: cloud,
      latents: (step) => tf.randomNormal([64, 2], 0, 1, "float32", 1000 + step),
    }),
    30,
  );
  w.assign(tf.fill([2, 1], 11));
  const [, report] = await titleOf(sane);
  assertEquals(/does not look/.test(report), false, report);
});

Deno.test("diagnose() examines models that are trained by trainOnBatch()", async () => {
  for (const seed of [1, 2]) {
    for (const fakes of [true, false]) {
      const { G, D, optimizers, ...parts } = builders.toy(seed, { loss: "probabilities" });
      const sane = patient({ G, D, optimizers, ...parts }), count = 128;
      D.compile({ optimizer: optimizers.D, loss: "binaryCrossentropy" });
      D.trainable = false;
      const both = tf.sequential({ layers: [G, D] });
      both.compile({ optimizer: optimizers.G, loss: "binaryCrossentropy" });
      D.trainable = true;
      const [found, report] = await titleOf({
        ...sane,
        steps: {
          D: async (images, latents) => {
            D.trainable = true;
            const drawn = G.predict(latents) as tf.Tensor;
            const [x, y] = fakes
              ? [tf.concat([images, drawn]), tf.concat([tf.ones([count, 1]), tf.zeros([count, 1])])]
              : [images, tf.ones([count, 1])];
            await D.trainOnBatch(x, y);
          },
          G: async (latents) => {
            D.trainable = false;
            await both.trainOnBatch(latents, tf.ones([count, 1]));
          },
        },
      });
      assertEquals(found && fakesUnseen.test(found), fakes ? undefined : true, report);
    }
  }
});

for (const kind of Object.keys(builders) as Kind[]) {
  for (const [every, first] of [[5, 0], [2, 1]] as const) {
    Deno.test(`diagnose() finds nothing in steps that act on one call in ${every} only (${kind})`, async () => {
      const sane = withSteps(patient(builders[kind](7))), { steps } = sane;
      const calls = { D: first, G: first };
      const report = await diagnose({
        ...sane,
        steps: {
          D: (x, z) => every === 2 && calls.D++ % every ? undefined : steps!.D(x, z),
          G: (z, x) => calls.G++ % every === 0 ? steps!.G(z, x) : undefined,
        },
      });
      assertEquals(faults(report), [], reportText(report));
    });
  }

  Deno.test(`diagnose() says that a step of the patient's own throws, and what (${kind})`, async () => {
    const sane = withSteps(patient(builders[kind](9)));
    const G = () => {
      throw new Error("Cannot judge latents: expected images");
    };
    const report = await diagnose({ ...sane, steps: { ...sane.steps!, G } });
    const [first] = faults(report);
    assertEquals(first?.title, "The generator's step ends with an error", reportText(report));
    assertEquals(first?.evidence.error, "Cannot judge latents: expected images");
  });

  Deno.test(`diagnose() puts back an average of weights that the patient's own step keeps (${kind})`, async () => {
    const sane = withSteps(patient(builders[kind](7))), { steps, variables } = sane;
    const averages = [...variables!.G].map((v) => tf.variable(tf.mul(v, 0.5), false));
    const before = averages.map((v) => v.dataSync().slice());
    await diagnose({
      ...sane,
      steps: {
        ...steps!,
        G: (z, x) => {
          steps!.G(z, x);
          averages.forEach((average, i) =>
            average.assign(tf.add(tf.mul(average, 0.9), tf.mul([...variables!.G][i]!, 0.1)))
          );
        },
      },
    });
    assertEquals(averages.map((v) => v.dataSync()), before);
  });
}
