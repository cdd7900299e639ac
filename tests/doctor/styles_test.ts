/** GANs of other styles, and what an examination leaves behind. */
import { assert, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  diagnose,
  type DiagnoseProgress,
  faults,
  type Patient,
  usualLosses,
} from "../../lib/doctor/mod.ts";
import { builders, ClassGan, patient, points, raw, trained } from "./_patients.ts";
import { expectFirst } from "./_wards.ts";

const { logits } = usualLosses;
const entropy = (x: tf.Tensor, label: number) =>
  tf.losses.sigmoidCrossEntropy(tf.fill(x.shape, label), x);
const both = (make: () => tf.Optimizer) => ({ G: make(), D: make() });

const healthy: [string, () => Patient][] = [
  ["raw variables", () => raw(1)],
  ["raw variables and a hinge, trained", () => trained(raw(2, { loss: "hinge" }), 40)],
  ["SGD", () => ({ ...raw(3), optimizers: both(() => tf.train.sgd(0.05)) })],
  ["SGD for both networks in one optimiser", () => {
    const sgd = tf.train.sgd(0.05);
    return { ...raw(4), optimizers: { G: sgd, D: sgd } };
  }],
  ["RMSProp", () => ({ ...raw(5), optimizers: both(() => tf.train.rmsprop(2e-4)) })],
  ["least squares behind a sigmoid", () => raw(6, { loss: "leastSquares", sigmoid: true })],
  ["probabilities", () => raw(7, { loss: "probabilities", sigmoid: true })],
  ["a saturating loss", () => ({ ...raw(8), generatorLoss: (f) => tf.neg(entropy(f, 0)) })],
  ["labels flipped on both sides", () => ({
    ...raw(9),
    discriminatorLoss: (r, f) => logits.discriminatorLoss(f, r),
    generatorLoss: (f) => entropy(f, 0),
  })],
  ["smoothed labels", () => ({
    ...raw(10),
    discriminatorLoss: (r, f) => tf.add(entropy(r, 0.9), entropy(f, 0)),
  })],
  ["a critic with a gradient penalty", () => {
    const critic = raw(11, { loss: "wasserstein" });
    return {
      ...critic,
      discriminatorLoss: (real, fake, images) => {
        const share = tf.randomUniform([50, 1], 0, 1, "float32", 5);
        const between = tf.add(images.fake, tf.mul(share, tf.sub(images.real, images.fake)));
        const slope = tf.grad((x: tf.Tensor) => tf.sum(critic.judgeReal(x)))(between);
        const size = tf.sqrt(tf.add(tf.sum(tf.square(slope), 1), 1e-12));
        const penalty = tf.mul(10, tf.mean(tf.square(tf.sub(size, 1))));
        return tf.add(usualLosses.wasserstein.discriminatorLoss(real, fake), penalty);
      },
    };
  }],
  ["a class with steps of its own and spectral normalisation", () => new ClassGan(1).patient()],
];

for (const [name, make] of healthy) {
  Deno.test(`diagnose() raises no alarm at: ${name}`, () => expectFirst(make(), undefined));
}

const sick: [string, string, () => Patient][] = [
  ["a class whose G step does nothing", "training", () => {
    const gan = new ClassGan(2);
    gan.trainsG = false;
    return gan.patient();
  }],
  ["a class whose D step trains G too", "training", () => {
    const gan = new ClassGan(3);
    gan.d.push(...gan.g);
    return { ...gan.patient(), judgeReal: (x) => gan.score(x) };
  }],
  ["one Adam for both networks", "training", () => {
    const adam = tf.train.adam(1e-3);
    return { ...raw(12), optimizers: { G: adam, D: adam } };
  }],
  ["a loss that is no scalar", "training", () => ({
    ...raw(13),
    discriminatorLoss: (r, f) => tf.add(tf.softplus(tf.neg(r)), tf.softplus(f)),
  })],
  ["images sorted by what they show", "batches", () => {
    const { real: _, ...others } = builders.toy(5);
    const sorted = (step: number) => {
      const angle = tf.linspace(step % 50 * 0.12, step % 50 * 0.12 + 0.12, 128);
      return tf.stack([tf.cos(angle), tf.sin(angle)], 1);
    };
    return patient({ ...others, real: sorted });
  }],
  ["a rate at which the numbers overflow", "learning-rate", () => ({
    ...raw(14, { loss: "leastSquares" }),
    optimizers: both(() => tf.train.sgd(3)),
  })],
];

for (const [name, id, make] of sick) {
  Deno.test(`diagnose() finds: ${name}`, () => expectFirst(make(), id));
}

Deno.test("diagnose() leaves weights, running means and optimisers bit for bit as they were", async () => {
  for (const parts of [builders.dense(1), builders.dcgan(2)]) {
    const p = trained(patient(parts), 5);
    const everything = () =>
      Object.entries(tf.engine().registeredVariables)
        .map(([name, v]) => [name, [...new Uint8Array(v.dataSync().slice().buffer)].join()]);
    const iterations = () => Object.values(parts.optimizers).map((o) => o.iterations);
    const [before, steps] = [everything(), iterations()];
    await diagnose(p);
    assertEquals(iterations(), steps);
    assert(JSON.stringify(everything()) === JSON.stringify(before), "some variable has changed");
  }
});

Deno.test("diagnose() gives the same training afterwards as without it", async () => {
  const losses = async (examined: boolean) => {
    const p = patient(builders.toy(9));
    if (examined) await diagnose(p);
    trained(p, 10);
    return [...p.variables!.G, ...p.variables!.D].map((v) => [...v.dataSync()]);
  };
  assertEquals(await losses(true), await losses(false));
});

Deno.test("diagnose() says that it cannot judge shuffling from a single batch", async () => {
  const parts = builders.toy(1), one = points(128)(1);
  const report = await diagnose({ ...patient(parts), real: one });
  assertEquals(faults(report), []);
  assert(
    report.unjudged.some(({ check, because }) => check === "batches" && /one batch/.test(because)),
  );
  assert(!one.isDisposed);
});

Deno.test("diagnose() says which check it is about to make, and waits for whoever hears it", async () => {
  const heard: DiagnoseProgress[] = [];
  let waiting = false;
  const { made } = await diagnose(patient(builders.toy(1)), {
    onProgress: async (progress) => {
      assert(!waiting);
      waiting = true;
      await new Promise((resolve) => setTimeout(resolve));
      waiting = false;
      heard.push(progress);
    },
  });
  assertEquals(heard.map(({ check }) => check), made);
  assertEquals(heard.map(({ number }) => number), made.map((_, i) => i + 1));
  assert(heard.every(({ of, question }) => of === made.length && question.endsWith("?")));
});
