/** GANs in several styles, healthy, to be broken in one way each. */
import * as tf from "@tensorflow/tfjs";
import { type Patient, patientFromModels, type UsualLoss, usualLosses } from "../../lib/mod.ts";
import { mnist } from "../_helpers.ts";
import { scale } from "../../lib/mod.ts";

const { train } = await mnist();

/** MNIST batches in their file's order, which is a fair sample, of any shape. */
export const digits =
  (batch: number, shape: number[] = [784], range: "unit" | "centred" = "centred") =>
  (step: number) =>
    tf.tensor(
      scale(
        train.pixels.subarray(step * batch * 784 % 30e6, step * batch * 784 % 30e6 + batch * 784),
        range,
      ),
      [batch, ...shape],
    );

/** Eight points on a circle, a little blurred. */
export const points = (batch: number) => (step: number) =>
  tf.tidy(() => {
    const angle = tf.mul(
      tf.floor(tf.randomUniform([batch, 1], 0, 8, "float32", 2 * step)),
      Math.PI / 4,
    );
    const middle = tf.concat([tf.cos(angle), tf.sin(angle)], 1);
    return tf.add(middle, tf.randomNormal([batch, 2], 0, 0.05, "float32", 2 * step + 1));
  });

export const normal = (batch: number, size: number) => (step: number) =>
  tf.randomNormal([batch, size], 0, 1, "float32", step + 1);
export const uniform = (batch: number, size: number) => (step: number) =>
  tf.randomUniform([batch, size], -1, 1, "float32", step + 1);

const l = tf.layers;
const glorot = (seed: number) => tf.initializers.glorotNormal({ seed });
const small = (seed: number) => tf.initializers.randomNormal({ stddev: 0.02, seed });

export const sequential = (...layers: tf.layers.Layer[]) => tf.sequential({ layers });

/** What a patient is built from, so that a test can change one part. */
export interface Parts {
  G: tf.LayersModel;
  D: tf.LayersModel;
  loss: UsualLoss;
  optimizers: { G: tf.Optimizer; D: tf.Optimizer };
  real: (step: number) => tf.Tensor;
  latents: (step: number) => tf.Tensor;
}

export const adams = (rate = 2e-4, beta1 = 0.5) => ({
  G: tf.train.adam(rate, beta1),
  D: tf.train.adam(rate, beta1),
});

export function dense(seed: number, change: Partial<Parts> = {}): Parts {
  const loss = change.loss ?? "logits";
  return {
    G: sequential(
      l.dense({
        inputShape: [64],
        units: 128,
        activation: "relu",
        kernelInitializer: glorot(seed),
      }),
      l.dense({ units: 784, activation: "tanh", kernelInitializer: glorot(seed + 1) }),
    ),
    D: sequential(
      l.dense({ inputShape: [784], units: 128, kernelInitializer: glorot(seed + 2) }),
      l.leakyReLU({ alpha: 0.2 }),
      l.dense({
        units: 1,
        kernelInitializer: glorot(seed + 3),
        ...(loss === "probabilities" && { activation: "sigmoid" as const }),
      }),
    ),
    optimizers: adams(),
    real: digits(64),
    latents: normal(64, 64),
    ...change,
    loss,
  };
}

export function dcgan(seed: number, change: Partial<Parts> = {}): Parts {
  const loss = change.loss ?? "logits", k = { kernelSize: 4, strides: 2, padding: "same" } as const;
  return {
    G: sequential(
      l.dense({
        inputShape: [32],
        units: 7 * 7 * 16,
        useBias: false,
        kernelInitializer: small(seed),
      }),
      l.batchNormalization({}),
      l.reLU(),
      l.reshape({ targetShape: [7, 7, 16] }),
      l.conv2dTranspose({ filters: 8, ...k, useBias: false, kernelInitializer: small(seed + 1) }),
      l.batchNormalization({}),
      l.reLU(),
      l.conv2dTranspose({
        filters: 1,
        ...k,
        activation: "tanh",
        kernelInitializer: small(seed + 2),
      }),
    ),
    D: sequential(
      l.conv2d({ inputShape: [28, 28, 1], filters: 8, ...k, kernelInitializer: small(seed + 3) }),
      l.leakyReLU({ alpha: 0.2 }),
      l.conv2d({ filters: 16, ...k, useBias: false, kernelInitializer: small(seed + 4) }),
      l.batchNormalization({}),
      l.leakyReLU({ alpha: 0.2 }),
      l.flatten(),
      l.dense({
        units: 1,
        kernelInitializer: small(seed + 5),
        ...(loss === "probabilities" && { activation: "sigmoid" as const }),
      }),
    ),
    optimizers: adams(),
    real: digits(32, [28, 28, 1]),
    latents: normal(32, 32),
    ...change,
    loss,
  };
}

export function toy(seed: number, change: Partial<Parts> = {}): Parts {
  const loss = change.loss ?? "logits";
  const unit = (
    units: number,
    s: number,
    activation?: "relu" | "tanh" | "sigmoid",
    inputs?: number,
  ) =>
    l.dense({
      units,
      kernelInitializer: glorot(seed + s),
      ...(activation && { activation }),
      ...(inputs && { inputShape: [inputs] }),
    });
  return {
    G: sequential(unit(32, 0, "relu", 4), unit(32, 1, "relu"), unit(2, 2)),
    D: sequential(
      unit(32, 3, "tanh", 2),
      unit(32, 4, "tanh"),
      unit(1, 5, loss === "probabilities" ? "sigmoid" : undefined),
    ),
    optimizers: adams(1e-3),
    real: points(256),
    latents: normal(256, 4),
    ...change,
    loss,
  };
}

export const patient = ({ G, D, ...options }: Parts, change: Partial<Patient> = {}): Patient => ({
  ...patientFromModels(G, D, options),
  ...change,
});

/** Trains in the patient's own way for a while. */
export function train_(p: Patient, steps: number) {
  for (let step = 0; step < steps; step++) {
    tf.tidy(() => {
      const images = (p.real as (step: number) => tf.Tensor)(step + 1000);
      const loss = (network: "G" | "D", z: tf.Tensor) => {
        const fakes = p.generate(z), fake = p.judgeFake!(fakes), real = p.judgeReal(images);
        return (network === "D"
          ? p.discriminatorLoss(real, fake, { real: images, fake: fakes })
          : p.generatorLoss(fake, real)) as tf.Scalar;
      };
      for (const network of ["D", "G"] as const) {
        const z = p.latents(5000 + 2 * step + Number(network === "G"));
        p.optimizers![network].minimize(() => loss(network, z), false, [...p.variables![network]]);
      }
    });
  }
  return p;
}

/** Raw variables, a function each. */
export function raw(
  seed: number,
  { batch = 50, std = 0.05, rate = 1e-3, sigmoidOut = false, loss = "logits" as UsualLoss } = {},
): Patient {
  const w = (shape: number[], s: number) =>
    tf.variable(tf.randomNormal(shape, 0, std, "float32", seed * 10 + s));
  const b = (n: number) => tf.variable(tf.zeros([n]));
  const gs = [w([20, 64], 1), b(64), w([64, 784], 2), b(784)];
  const ds = [w([784, 64], 3), b(64), w([64, 1], 4), b(1)];
  const mm = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) =>
    tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b);
  const G = (z: tf.Tensor) => tf.tanh(mm(tf.leakyRelu(mm(z, gs[0]!, gs[1]!), 0.1), gs[2]!, gs[3]!));
  const D = (x: tf.Tensor) => {
    const out = mm(tf.leakyRelu(mm(x, ds[0]!, ds[1]!), 0.1), ds[2]!, ds[3]!);
    return sigmoidOut ? tf.sigmoid(out) : out;
  };
  return {
    generate: G,
    judgeReal: D,
    judgeFake: D,
    ...usualLosses[loss],
    variables: { G: gs, D: ds },
    optimizers: { G: tf.train.adam(rate, 0.5), D: tf.train.adam(rate, 0.5) },
    real: digits(batch),
    latents: uniform(batch, 20),
  };
}
