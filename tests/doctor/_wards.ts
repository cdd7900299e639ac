/** The tests that every architecture gets: one fault each, and no fault at all. */
import { assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  diagnose,
  faults,
  type Patient,
  reportText,
  type UsualLoss,
  usualLosses,
} from "../../lib/doctor/mod.ts";
import {
  adams,
  builders,
  digits,
  type Kind,
  type Parts,
  patient,
  rates,
  sequential,
  trained,
} from "./_patients.ts";

const { layers } = tf;
const entropy = (x: tf.Tensor, label: number) =>
  tf.losses.sigmoidCrossEntropy(tf.fill(x.shape, label), x);
const hinge = (x: tf.Tensor) => tf.mean(tf.relu(tf.sub(1, x)));
const { logits, probabilities } = usualLosses;
const clip = (x: tf.Tensor) => tf.clipByValue(x, 1e-6, 1 - 1e-6);

/** Changes a model's weights, one by one. */
function reweigh(model: tf.LayersModel, change: (weight: tf.Tensor, i: number) => tf.Tensor) {
  tf.tidy(() => model.setWeights(model.getWeights().map(change)));
}
const kernels = (make: (shape: number[], i: number) => tf.Tensor) => (w: tf.Tensor, i: number) =>
  w.shape.length > 1 ? make(w.shape, i) : w;

type Fault = [
  name: string,
  id: string,
  make: (parts: (loss?: UsualLoss) => Parts, kind: Kind) => Patient,
];
const change = (make: (p: Patient) => Partial<Patient>, loss?: UsualLoss): Fault[2] => (parts) => {
  const sane = patient(parts(loss));
  return { ...sane, ...make(sane) };
};

const everywhere: Fault[] = [
  [
    "D's labels swapped",
    "objective",
    change(() => ({ discriminatorLoss: (r, f) => logits.discriminatorLoss(f, r) })),
  ],
  ["G's label swapped", "objective", change(() => ({ generatorLoss: (f) => entropy(f, 0) }))],
  [
    "a critic's G with the wrong sign",
    "objective",
    change(() => ({ generatorLoss: (f) => tf.mean(f) }), "wasserstein"),
  ],
  [
    "a hinge with one label for both",
    "objective",
    change(() => ({ discriminatorLoss: (r, f) => tf.add(hinge(r), hinge(f)) }), "hinge"),
  ],
  [
    "D trained on real images alone",
    "objective",
    change(() => ({ discriminatorLoss: (r) => entropy(r, 1) })),
  ],
  [
    "G's optimiser given D's variables too",
    "training",
    change(({ variables }) => ({
      variables: { D: variables!.D, G: [...variables!.G, ...variables!.D] },
    })),
  ],
  ["no lists of variables", "training", change(() => ({ variables: undefined }))],
  [
    "no step for G",
    "training",
    change(({ variables }) => ({ variables: { D: variables!.D, G: [] } })),
  ],
  ["a frozen D", "training", (parts) => {
    const sick = parts();
    for (const layer of sick.D.layers) layer.trainable = false;
    return patient(sick);
  }],
  [
    "a layer of G forgotten",
    "training",
    change(({ variables }) => ({ variables: { D: variables!.D, G: variables!.G.slice(1) } })),
  ],
  [
    "fakes read out and put into a new tensor",
    "training",
    change(({ generate }) => ({
      generate: (z) => {
        const images = generate(z);
        return tf.tensor(images.dataSync(), images.shape);
      },
    })),
  ],
  [
    "two discriminators",
    "judges",
    (parts) => ({ ...patient(parts()), judgeFake: patient(parts()).judgeReal }),
  ],
  ["two sigmoids", "output", (parts) => patient({ ...parts("probabilities"), loss: "logits" })],
  [
    "a sigmoid under a hinge",
    "output",
    (parts) => patient({ ...parts("probabilities"), loss: "hinge" }),
  ],
  [
    "two sigmoids, after training",
    "output",
    (parts) => trained(patient({ ...parts("probabilities"), loss: "logits" }), 20),
  ],
  ["no sigmoid in front of a logarithm", "output", change(() => probabilities)],
  [
    "no sigmoid in front of a clipped logarithm",
    "output",
    change(() => ({
      discriminatorLoss: (r, f) => probabilities.discriminatorLoss(clip(r), clip(f)),
      generatorLoss: (f) => probabilities.generatorLoss(clip(f), f),
    })),
  ],
  [
    "the same latent in every row",
    "latents",
    change(({ latents }) => ({
      latents: (step) => {
        const all = latents(step);
        return tf.tile(tf.slice(all, [0, 0], [1, -1]), [all.shape[0]!, 1]);
      },
    })),
  ],
  [
    "the same latents in every step",
    "latents",
    change(({ latents }) => ({ latents: () => latents(7) })),
  ],
  ["the same images in every step", "batches", (parts) => {
    const { real, ...others } = parts();
    return patient({ ...others, real: () => real(7) });
  }],
  [
    "a learning rate 100 times too large",
    "learning-rate",
    (parts, kind) => patient({ ...parts(), optimizers: adams(100 * rates[kind]) }),
  ],
  [
    "such a rate, after training",
    "learning-rate",
    (parts, kind) => trained(patient({ ...parts(), optimizers: adams(100 * rates[kind]) }), 20),
  ],
  [
    "a G that goes uphill",
    "step",
    (parts, kind) =>
      patient({ ...parts(), optimizers: { D: adams(rates[kind]).D, G: adams(-rates[kind]).G } }),
  ],
  ["weights of zeros", "weights", (parts) => {
    const sick = parts();
    for (const model of [sick.G, sick.D]) reweigh(model, kernels((shape) => tf.zeros(shape)));
    return patient(sick);
  }],
  ["equal weights in D", "weights", (parts) => {
    const sick = parts();
    reweigh(sick.D, kernels((shape) => tf.fill(shape, 0.1)));
    return patient(sick);
  }],
  ["weights far too large", "weights", (parts) => {
    const sick = parts();
    for (const model of [sick.G, sick.D]) {
      reweigh(model, kernels((shape, i) => tf.randomNormal(shape, 0, 1, "float32", i)));
    }
    return patient(sick);
  }],
  ["a first layer of zeros in G", "weights", (parts) => {
    const sick = parts();
    reweigh(sick.G, (w, i) => i === 0 ? tf.zerosLike(w) : w);
    return patient(sick);
  }],
  ["a NaN among D's weights", "finite", (parts) => {
    const sick = parts();
    reweigh(sick.D, (w, i) => i === 0 ? tf.fill(w.shape, NaN) : w);
    return patient(sick);
  }],
  ["an affine G", "affine", (parts, kind) => {
    const G = {
      dense: () =>
        sequential(
          layers.dense({ inputShape: [64], units: 50 }),
          layers.dense({ units: 784, activation: "tanh" }),
        ),
      dcgan: () =>
        sequential(
          layers.dense({ inputShape: [32], units: 7 * 7 * 8 }),
          layers.reshape({ targetShape: [7, 7, 8] }),
          layers.conv2dTranspose({ filters: 8, kernelSize: 4, strides: 2, padding: "same" }),
          layers.batchNormalization({}),
          layers.conv2dTranspose({
            filters: 1,
            kernelSize: 4,
            strides: 2,
            padding: "same",
            activation: "tanh",
          }),
        ),
      toy: () =>
        sequential(layers.dense({ inputShape: [4], units: 32 }), layers.dense({ units: 2 })),
    }[kind]();
    return patient({ ...parts(), G });
  }],
  ["an affine D behind a sigmoid", "affine", (parts, kind) => {
    const one = layers.dense({ units: 1, activation: "sigmoid" });
    const D = kind === "dcgan"
      ? sequential(
        layers.conv2d({ inputShape: [28, 28, 1], filters: 4, kernelSize: 4 }),
        layers.flatten(),
        one,
      )
      : sequential(layers.dense({ inputShape: [kind === "toy" ? 2 : 784], units: 32 }), one);
    return patient({ ...parts("probabilities"), D });
  }],
  ["dead ReLUs in G", "units", (parts) => {
    const sick = parts(), first = sick.G.getWeights().findIndex(({ shape }) => shape.length === 1);
    // A bias of -30; with batch normalisation, whose scale comes first, a scale of -1e-3 and a shift of -30.
    const scaled = sick.G.getWeights()[first + 1]!.shape.length === 1;
    reweigh(sick.G, (w, i) => i === first + Number(scaled) ? tf.fill(w.shape, -30) : w);
    return patient(sick);
  }],
];

const ofImages: Fault[] = [
  ["a tanh, and images in [0, 1]", "range", (parts, kind) => {
    const sane = parts(), [batch, ...shape] = sane.real(0).shape as [number, ...number[]];
    return trained(
      patient({ ...sane, real: digits(batch, shape, "unit") }),
      kind === "dense" ? 0 : 20,
    );
  }],
  [
    "images in [-1, 1], and fakes in [0, 1]",
    "range",
    change(({ generate }) => ({ generate: (z) => tf.div(tf.add(generate(z), 1), 2) })),
  ],
  [
    "images in [0, 255]",
    "range",
    change(({ real }) => ({
      real: (step) => tf.mul(tf.add((real as (step: number) => tf.Tensor)(step), 1), 127.5),
    })),
  ],
  [
    "one image for every latent, nearly",
    "collapse",
    change(({ generate, real }) => {
      const one = tf.keep(
        tf.tidy(() => tf.slice((real as (step: number) => tf.Tensor)(3), [0], [1])),
      );
      return { generate: (z) => tf.add(tf.mul(one, 0.98), tf.mul(generate(z), 0.01)) };
    }),
  ],
];

/** Examines a patient and expects its deepest fault first; nothing leaks. */
export async function expectFirst(sick: Patient, id: string | undefined) {
  const before = tf.memory().numTensors;
  const report = await diagnose(sick);
  assertEquals(tf.memory().numTensors, before, "no tensor is left over");
  assertEquals(faults(report)[0]?.id, id, reportText(report));
  tf.disposeVariables();
}

const losses = [
  "logits",
  "probabilities",
  "leastSquares",
  "hinge",
  "wasserstein",
  "relativistic",
] as const;

/** All tests of one architecture. */
export function testKind(kind: Kind, seeds: { sick: number; healthy: number }) {
  const build = builders[kind];
  for (const [name, id, make] of kind === "toy" ? everywhere : [...everywhere, ...ofImages]) {
    Deno.test(`diagnose() finds, in a ${kind} GAN: ${name}`, async () => {
      let seed = seeds.sick;
      const sick = make((loss) => build(seed++ * 100, loss && { loss }), kind);
      await expectFirst(sick, id);
    });
  }
  losses.forEach((loss, i) => {
    Deno.test(`diagnose() raises no alarm at a healthy ${kind} GAN, ${loss}`, async () => {
      await expectFirst(patient(build(seeds.healthy + 100 * i, { loss })), undefined);
      await expectFirst(
        trained(patient(build(seeds.healthy + 1 + 100 * i, { loss })), 20),
        undefined,
      );
    });
  });
}
