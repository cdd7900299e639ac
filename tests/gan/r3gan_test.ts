/** R3GAN's losses and penalties, against PyTorch and against finite differences. */
import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  measureSteepness,
  relativisticDiscriminatorLoss,
  relativisticGeneratorLoss,
  softplus,
} from "../../lib/gan/losses/mod.ts";
import { createGan, type Recipe } from "../../lib/gan/mod.ts";
import { asAsked, r3gan } from "../../lib/gan/recipes.ts";
import "../_helpers.ts";
import reference from "../reference/r3gan.json" with { type: "json" };

/** The reference's numbers: entry i of tensor s. */
const numbers = (shape: number[], s: number, scale: number) =>
  tf.tensor(
    Float32Array.from(
      { length: tf.util.sizeFromShape(shape) },
      (_, i) => scale * Math.sin(12.9898 * i + 78.233 * s + 1),
    ),
    shape,
  );

const recipe = { ...r3gan, channels: reference.channels };

/** Asserts that numbers agree up to a share of the largest. */
function assertClose(found: tf.Tensor, expected: number[], name: string) {
  const largest = Math.max(...expected.map(Math.abs));
  found.dataSync().forEach((value, i) =>
    assertAlmostEquals(value, expected[i]!, 1e-4 * largest, `${name}, entry ${i}`)
  );
}

Deno.test("r3gan's discriminator loss with both penalties has PyTorch's value and gradients", () => {
  const gan = createGan({ ...recipe, penalty: reference.gamma }, { seed: 1 });
  const { discriminator } = gan;
  tf.tidy(() => {
    discriminator.setWeights(
      discriminator.getWeights().map(({ shape }, i) => numbers(shape, i + 2, 0.3)),
    );
    const judge = (images: tf.Tensor) => discriminator.apply(images) as tf.Tensor;
    const [real, fake] = [0, 1].map((s) =>
      numbers([reference.count, 784], s, 0.6) as tf.Tensor2D
    ) as [tf.Tensor2D, tf.Tensor2D];
    const { value, grads } = tf.variableGrads(() => {
      const [on, off] = [measureSteepness(judge, real), measureSteepness(judge, fake)];
      assertAlmostEquals(on.steepness.dataSync()[0]!, reference.r1, 1e-5);
      assertAlmostEquals(off.steepness.dataSync()[0]!, reference.r2, 1e-5);
      const penalties = tf.mul(tf.add(on.steepness, off.steepness), reference.gamma / 2);
      return tf.add(relativisticDiscriminatorLoss(on.outputs, off.outputs), penalties);
    }, gan.variablesUnder("D/"));
    assertAlmostEquals(value.dataSync()[0]!, reference.dLoss, 1e-5);
    gan.variablesUnder("D/").forEach(({ name }, i) =>
      assertClose(grads[name]!, reference.dGradients[i]!, name)
    );
    const { value: gLoss, grad } = tf.valueAndGrad((x) =>
      relativisticGeneratorLoss(judge(x), judge(real))
    )(fake);
    assertAlmostEquals(gLoss.dataSync()[0]!, reference.gLoss, 1e-5);
    assertClose(tf.slice(grad, [0, 0], [1, 784]), reference.gGradient, "the first fake");
  });
  gan.dispose();
});

Deno.test("measureSteepness() has the gradient by the weights that finite differences give", () => {
  const x = [[0.3, -0.8], [1.1, 0.4], [-0.5, 0.2]], v = [0.7, -1.3, 0.9];
  const w = [0.4, -0.6, 1.2, 0.8, 0.5, -0.9];
  // D(x) = sum of v_j tanh(x w_j): its slope by x_k is the sum of v_j (1 - tanh²) w_kj.
  const steepness = (w: number[]) =>
    x.reduce((sum, [a, b]) => {
      const bent = v.map((v, j) => v * (1 - Math.tanh(a! * w[j]! + b! * w[3 + j]!) ** 2));
      const slope = [0, 3].map((k) => bent.reduce((sum, c, j) => sum + c * w[k + j]!, 0));
      return sum + slope[0]! ** 2 + slope[1]! ** 2;
    }, 0) / x.length;
  const gradient = tf.tidy(() =>
    tf.grad((w) => {
      const D = (x: tf.Tensor) =>
        tf.matMul(tf.tanh(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D)), tf.tensor2d(v, [3, 1]));
      return measureSteepness(D, tf.tensor2d(x)).steepness;
    })(tf.tensor2d(w, [2, 3])).dataSync()
  );
  w.forEach((_, i) => {
    const at = (h: number) => steepness(w.map((value, j) => i === j ? value + h : value));
    assertAlmostEquals(gradient[i]!, (at(1e-4) - at(-1e-4)) / 2e-4, 2e-5);
  });
});

Deno.test("the relativistic losses compare pairs by index, and only their difference counts", () => {
  const real = [2, -1, 0.5], fake = [-0.3, 1.4, 3];
  const mean = (f: (i: number) => number) => real.reduce((sum, _, i) => sum + f(i), 0) / 3;
  const losses = (shift: number) =>
    tf.tidy(() => {
      const [r, f] = [real, fake].map((outputs) =>
        tf.tensor2d(outputs.map((output) => output + shift), [3, 1])
      );
      return [relativisticDiscriminatorLoss(r!, f!), relativisticGeneratorLoss(f!, r!)]
        .map((loss) => loss.dataSync()[0]!);
    });
  for (const shift of [0, 7]) {
    const [d, g] = losses(shift);
    assertAlmostEquals(d!, mean((i) => softplus(fake[i]! - real[i]!)), 1e-5);
    assertAlmostEquals(g!, mean((i) => softplus(real[i]! - fake[i]!)), 1e-5);
  }
});

Deno.test("generatorStep() of a relativistic recipe asks for real images, and the question's does not", () => {
  const gan = createGan(recipe, { seed: 1 }), latents = tf.zeros([2, 100]) as tf.Tensor2D;
  assertThrows(
    () => gan.generatorStep(latents),
    TypeError,
    "expected a real image for each fake, got none",
  );
  const loss = gan.generatorStep(latents, tf.zeros([2, 784]));
  assert(loss.dataSync()[0]! > 0);
  gan.dispose();
});

Deno.test("discriminatorStep() returns the loss with its penalties, which need no more than their weight", () => {
  const images = tf.randomUniform([4, 784], -1, 1, "float32", 1) as tf.Tensor2D;
  const latents = tf.randomUniform([4, 100], -1, 1, "float32", 2) as tf.Tensor2D;
  const [none, one, two] = [0, 1, 2].map((penalty) => {
    const gan = createGan({ ...recipe, penalty }, { seed: 1 });
    const step = gan.discriminatorStep(images, latents), [loss] = step.dLoss.dataSync();
    tf.dispose(step);
    gan.dispose();
    return loss!;
  });
  assert(one! > none!);
  assertAlmostEquals(two! - one!, one! - none!, 1e-5);
});

for (const penalised of ["both", "real"] as const) {
  Deno.test(`discriminatorStep() charges half the penalty's weight for each squared slope of D: ${penalised}`, () => {
    const penalty = 3, images = tf.randomUniform([2, 784], -1, 1, "float32", 5) as tf.Tensor2D;
    const latents = tf.randomUniform([2, 100], -1, 1, "float32", 6) as tf.Tensor2D;
    const dLoss = (penalty: number) => {
      const gan = createGan({ ...dense, penalty, penalised }, { seed: 2 });
      const fakes = gan.generate(latents),
        squares = slopes(gan.discriminator, images) +
          (penalised === "both" ? slopes(gan.discriminator, fakes as tf.Tensor2D) : 0);
      const step = gan.discriminatorStep(images, latents), [loss] = step.dLoss.dataSync();
      gan.dispose();
      return { loss: loss!, squares };
    };
    const without = dLoss(0), charged = dLoss(penalty);
    assertAlmostEquals(charged.loss - without.loss, penalty / 2 * without.squares, 1e-3);
  });
}

/** A recipe whose D is smooth, so that differences tell its slope. */
const dense: Recipe = {
  ...asAsked,
  discriminators: 1,
  discriminatorOutput: "logit",
  initialisation: "xavier",
  hiddenUnits: 6,
};

/** The mean squared slope of a network over two images, by differences in every pixel. */
function slopes(network: tf.LayersModel, images: tf.Tensor2D): number {
  const h = 0.5, size = images.shape[1]; // the network is affine, so a wide step is exact
  return tf.tidy(() => {
    const steps = tf.mul(tf.eye(size), h);
    let sum = 0;
    for (const image of tf.split(images, images.shape[0])) {
      const up = network.apply(tf.add(image, steps)) as tf.Tensor;
      const down = network.apply(tf.sub(image, steps)) as tf.Tensor;
      sum += tf.sum(tf.square(tf.div(tf.sub(up, down), 2 * h))).dataSync()[0]!;
    }
    return sum / images.shape[0];
  });
}
