/** GANs in several styles, to be broken in one way each. */
import * as tf from "@tensorflow/tfjs";
import { scale } from "../../lib/data/mod.ts";
import {
  type Patient,
  patientFromModels,
  type UsualLoss,
  usualLosses,
} from "../../lib/doctor/mod.ts";
import { mnist } from "../_helpers.ts";

const { layers } = tf;
const { train } = await mnist();

/** Batches of MNIST in the file's order, which is a fair sample. */
export const digits =
  (batch: number, shape: number[] = [784], range: "unit" | "signed" = "signed") =>
  (step: number): tf.Tensor => {
    const first = step % Math.floor(train.count / batch) * batch;
    const bytes = train.pixels.subarray(first * 784, (first + batch) * 784);
    return tf.tensor(scale(bytes, range), [batch, ...shape]);
  };

/** Eight points on a circle, a little blurred. */
export const points = (batch: number) => (step: number): tf.Tensor =>
  tf.tidy(() => {
    const place = tf.floor(tf.randomUniform([batch, 1], 0, 8, "float32", 2 * step));
    const angle = tf.mul(place, Math.PI / 4);
    const middle = tf.concat([tf.cos(angle), tf.sin(angle)], 1);
    return tf.add(middle, tf.randomNormal([batch, 2], 0, 0.05, "float32", 2 * step + 1));
  });

export const normal = (batch: number, size: number) => (step: number): tf.Tensor =>
  tf.randomNormal([batch, size], 0, 1, "float32", step + 1);

export const uniform = (batch: number, size: number) => (step: number): tf.Tensor =>
  tf.randomUniform([batch, size], -1, 1, "float32", step + 1);

export const sequential = (...list: tf.layers.Layer[]) => tf.sequential({ layers: list });

export const adams = (rate: number, beta1 = 0.5) => ({
  G: tf.train.adam(rate, beta1),
  D: tf.train.adam(rate, beta1),
});

/** What a patient of two models is built from, so that a test can change one part. */
export interface Parts {
  G: tf.LayersModel;
  D: tf.LayersModel;
  loss: UsualLoss;
  optimizers: { G: tf.Optimizer; D: tf.Optimizer };
  real: (step: number) => tf.Tensor;
  latents: (step: number) => tf.Tensor;
}

/** The learning rate that each architecture is fine with. */
export const rates = { dense: 2e-4, dcgan: 2e-4, toy: 1e-3 };

type Build = (seed: number, change?: Partial<Parts>) => Parts;

/** What the discriminator ends in for a loss. */
const ending = (loss: UsualLoss) =>
  loss === "probabilities" ? { activation: "sigmoid" as const } : {};

const dense: Build = (seed, change = {}) => {
  const loss = change.loss ?? "logits";
  const w = (i: number) => ({
    kernelInitializer: tf.initializers.glorotNormal({ seed: seed + i }),
  });
  return {
    G: sequential(
      layers.dense({ inputShape: [64], units: 96, activation: "relu", ...w(0) }),
      layers.dense({ units: 784, activation: "tanh", ...w(1) }),
    ),
    D: sequential(
      layers.dense({ inputShape: [784], units: 96, ...w(2) }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.dense({ units: 1, ...w(3), ...ending(loss) }),
    ),
    optimizers: adams(rates.dense),
    real: digits(48),
    latents: normal(48, 64),
    ...change,
    loss,
  };
};

/** Convolutions with batch normalisation, weights from normal(0, 0.02), images [n, 28, 28, 1]. */
const dcgan: Build = (seed, change = {}) => {
  const loss = change.loss ?? "logits",
    half = { kernelSize: 4, strides: 2, padding: "same" } as const;
  const w = (i: number) => ({
    kernelInitializer: tf.initializers.randomNormal({ stddev: 0.02, seed: seed + i }),
  });
  return {
    G: sequential(
      layers.dense({ inputShape: [32], units: 7 * 7 * 12, useBias: false, ...w(0) }),
      layers.batchNormalization({}),
      layers.reLU(),
      layers.reshape({ targetShape: [7, 7, 12] }),
      layers.conv2dTranspose({ filters: 8, ...half, useBias: false, ...w(1) }),
      layers.batchNormalization({}),
      layers.reLU(),
      layers.conv2dTranspose({ filters: 1, ...half, activation: "tanh", ...w(2) }),
    ),
    D: sequential(
      layers.conv2d({ inputShape: [28, 28, 1], filters: 8, ...half, ...w(3) }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.conv2d({ filters: 12, ...half, useBias: false, ...w(4) }),
      layers.batchNormalization({}),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.flatten(),
      layers.dense({ units: 1, ...w(5), ...ending(loss) }),
    ),
    optimizers: adams(rates.dcgan),
    real: digits(24, [28, 28, 1]),
    latents: uniform(24, 32),
    ...change,
    loss,
  };
};

/** Points in the plane; tanh in D, a linear output in G. */
const toy: Build = (seed, change = {}) => {
  const loss = change.loss ?? "logits";
  const w = (i: number) => ({
    kernelInitializer: tf.initializers.glorotNormal({ seed: seed + i }),
  });
  return {
    G: sequential(
      layers.dense({ inputShape: [4], units: 32, activation: "relu", ...w(0) }),
      layers.dense({ units: 32, activation: "relu", ...w(1) }),
      layers.dense({ units: 2, ...w(2) }),
    ),
    D: sequential(
      layers.dense({ inputShape: [2], units: 32, activation: "tanh", ...w(3) }),
      layers.dense({ units: 32, activation: "tanh", ...w(4) }),
      layers.dense({ units: 1, ...w(5), ...ending(loss) }),
    ),
    optimizers: adams(rates.toy),
    real: points(128),
    latents: normal(128, 4),
    ...change,
    loss,
  };
};

export const builders = { dense, dcgan, toy };
export type Kind = keyof typeof builders;

export const patient = ({ G, D, ...options }: Parts): Patient => patientFromModels(G, D, options);

/** Trains a patient in its own way for a while. */
export function trained(patient: Patient, steps: number): Patient {
  const { optimizers, variables } = patient;
  for (let step = 0; step < 2 * steps; step++) {
    const network = step % 2 ? "G" : "D";
    optimizers![network].minimize(
      () => {
        const images = (patient.real as (step: number) => tf.Tensor)(1000 + step);
        const fakes = patient.generate(patient.latents(1000 + step));
        const real = patient.judgeReal(images),
          fake = (patient.judgeFake ?? patient.judgeReal)(fakes);
        const loss = network === "D"
          ? patient.discriminatorLoss(real, fake, { real: images, fake: fakes })
          : patient.generatorLoss(fake, real);
        return loss as tf.Scalar;
      },
      false,
      [...variables![network]],
    );
  }
  return patient;
}

/** Raw variables, a function for each network. */
export function raw(seed: number, { loss = "logits", sigmoid = false, rate = 1e-3 } = {} as {
  loss?: UsualLoss;
  sigmoid?: boolean;
  rate?: number;
}): Patient {
  const weight = (shape: number[], i: number) =>
    tf.variable(tf.randomNormal(shape, 0, 0.05, "float32", 10 * seed + i));
  const bias = (units: number) => tf.variable(tf.zeros([units]));
  const g = [weight([20, 64], 1), bias(64), weight([64, 784], 2), bias(784)];
  const d = [weight([784, 64], 3), bias(64), weight([64, 1], 4), bias(1)];
  const network = (w: tf.Variable[]) => (x: tf.Tensor) => {
    const hidden = tf.leakyRelu(tf.add(tf.dot(x, w[0]!), w[1]!), 0.1);
    return tf.add(tf.dot(hidden, w[2]!), w[3]!);
  };
  const judge = (images: tf.Tensor) =>
    sigmoid ? tf.sigmoid(network(d)(images)) : network(d)(images);
  return {
    generate: (latents) => tf.tanh(network(g)(latents)),
    judgeReal: judge,
    judgeFake: judge,
    ...usualLosses[loss],
    variables: { G: g, D: d },
    optimizers: adams(rate),
    real: digits(50),
    latents: uniform(50, 20),
  };
}

/** A class that keeps its variables, optimisers and steps to itself; D has spectral normalisation with its own state. */
export class ClassGan {
  readonly g: tf.Variable[];
  readonly d: tf.Variable[];
  readonly u: tf.Variable;
  readonly optimizer: { G: tf.Optimizer; D: tf.Optimizer };
  trainsG = true;

  constructor(seed: number) {
    const weight = (shape: number[], i: number) =>
      tf.variable(tf.truncatedNormal(shape, 0, 1 / Math.sqrt(shape[0]!), "float32", 10 * seed + i));
    const bias = (units: number) => tf.variable(tf.zeros([units]));
    this.g = [
      weight([16, 48], 1),
      bias(48),
      weight([48, 48], 2),
      bias(48),
      weight([48, 784], 3),
      bias(784),
    ];
    this.d = [weight([784, 48], 4), bias(48), weight([48, 1], 5)];
    this.u = tf.variable(tf.randomNormal([48, 1], 0, 1, "float32", seed), false);
    this.optimizer = { G: tf.train.rmsprop(5e-4), D: tf.train.rmsprop(5e-4) };
  }

  draw(latents: tf.Tensor): tf.Tensor {
    const [w1, b1, w2, b2, w3, b3] = this.g as [tf.Variable, ...tf.Variable[]];
    const first = tf.elu(tf.add(tf.dot(latents, w1), b1!));
    const second = tf.elu(tf.add(tf.dot(first, w2!), b2!));
    return tf.sigmoid(tf.add(tf.dot(second, w3!), b3!)).reshape([-1, 28, 28, 1]);
  }

  score(images: tf.Tensor): tf.Tensor {
    const [w1, b1, w2] = this.d as [tf.Variable, ...tf.Variable[]];
    const unit = (x: tf.Tensor) => tf.div(x, tf.add(tf.norm(x), 1e-12));
    const v = unit(tf.dot(w1, this.u)), u = unit(tf.dot(tf.transpose(w1), v));
    const spectral = tf.sum(tf.mul(v, tf.dot(w1, u)));
    this.u.assign(u as tf.Tensor2D);
    const hidden = tf.relu(tf.add(tf.dot(images.reshape([-1, 784]), tf.div(w1, spectral)), b1!));
    return tf.dot(hidden, w2!).reshape([-1]);
  }

  patient(): Patient {
    const { discriminatorLoss, generatorLoss } = usualLosses.hinge;
    return {
      generate: (latents) => this.draw(latents),
      judgeReal: (images) => this.score(images),
      discriminatorLoss,
      generatorLoss,
      optimizers: this.optimizer,
      steps: {
        D: (images, latents) =>
          this.optimizer.D.minimize(
            () => discriminatorLoss(this.score(images), this.score(this.draw(latents))),
            true,
            this.d,
          ),
        G: (latents, images) =>
          this.trainsG
            ? this.optimizer.G.minimize(
              () => generatorLoss(this.score(this.draw(latents)), this.score(images)),
              true,
              this.g,
            )
            : null,
      },
      real: digits(32, [28, 28, 1], "unit"),
      latents: normal(32, 16),
    };
  }
}
