import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import {
  balance,
  bothSatisfied,
  crossEntropy,
  discriminatorLoss,
  flatSigmoids,
  generatorLoss,
  lossFunctions,
  softplus,
} from "../../lib/gan/losses/mod.ts";
import "../_helpers.ts";
import original from "../reference/original_tf1.json" with { type: "json" };

const logits = [-30, -3, -0.7, 0.2, 1, 4.5, 40];

Deno.test("softplus() is ln(1 + e^x), far out too", () => {
  for (const x of [-3, 0, 0.5, 10]) {
    assertAlmostEquals(softplus(x), Math.log(1 + Math.exp(x)), 1e-12);
  }
  assertEquals(softplus(1000), 1000);
  assertEquals(softplus(-1000), 0);
});

Deno.test("crossEntropy() is the mean of softplus(-logit) for label 1 and softplus(logit) for label 0", () => {
  const x = tf.tensor2d(logits, [7, 1]);
  const mean = (f: (v: number) => number) =>
    logits.reduce((sum, v) => sum + f(v), 0) / logits.length;
  assertAlmostEquals(crossEntropy(x, 1).dataSync()[0]!, mean((v) => softplus(-v)), 1e-5);
  assertAlmostEquals(crossEntropy(x, 0).dataSync()[0]!, mean(softplus), 1e-5);
});

/** Gradient by central differences in double precision. */
const numeric = (f: (x: number[]) => number, x: number[], h = 1e-5) =>
  x.map((_, i) => {
    const at = (d: number) => f(x.map((v, j) => j === i ? v + d : v));
    return (at(h) - at(-h)) / (2 * h);
  });

const meanOf = (f: (v: number) => number) => (x: number[]) =>
  x.reduce((sum, v) => sum + f(v), 0) / x.length;

Deno.test("discriminatorLoss() has the gradient of its formula, by real and by fake outputs", () => {
  const real = tf.tensor1d([-2, 0.3, 1.5]), fake = tf.tensor1d([0.9, -1.1, 3]);
  const [byReal, byFake] = tf.grads((r, f) => discriminatorLoss(r!, f!))([real, fake]);
  numeric(meanOf((v) => softplus(-v)), [-2, 0.3, 1.5])
    .forEach((g, i) => assertAlmostEquals(byReal!.dataSync()[i]!, g, 1e-6));
  numeric(meanOf(softplus), [0.9, -1.1, 3])
    .forEach((g, i) => assertAlmostEquals(byFake!.dataSync()[i]!, g, 1e-6));
});

Deno.test("generatorLoss() has the gradient of its formula", () => {
  const gradient = tf.grad((f) => generatorLoss(f))(tf.tensor1d([0.9, -1.1, 3])).dataSync();
  numeric(meanOf((v) => softplus(-v)), [0.9, -1.1, 3])
    .forEach((g, i) => assertAlmostEquals(gradient[i]!, g, 1e-6));
});

Deno.test("the fixed points are those of the question's run in TensorFlow", () => {
  const last = original.epochs.slice(-20);
  const mean = (key: "d_mean" | "g_mean") => last.reduce((sum, e) => sum + e[key], 0) / last.length;
  assertAlmostEquals(bothSatisfied().dLoss, mean("d_mean"), 5e-4);
  assertAlmostEquals(bothSatisfied().gLoss, mean("g_mean"), 5e-4);
  assertAlmostEquals(flatSigmoids().dLoss, 1.0064088680781682, 1e-12);
  assertAlmostEquals(flatSigmoids().gLoss, Math.LN2, 1e-12);
  assertEquals(balance(), { dLoss: 2 * Math.LN2, gLoss: Math.LN2 });
});

// What D says when it can no longer tell: 1/2 where outputs are shares, 0 where they are marks.
const undecided = {
  nonSaturating: 0,
  relativistic: 0,
  leastSquares: 0.5,
  hinge: 0,
  wasserstein: 0,
};

for (const [name, output] of Object.entries(undecided)) {
  const { discriminator, generator, balance, probability } =
    lossFunctions[name as keyof typeof undecided];
  Deno.test(`lossFunctions.${name} rest at their balance when D cannot tell, and call that 1/2`, () => {
    const outputs = tf.fill([3, 1], output);
    assertAlmostEquals(discriminator(outputs, outputs).dataSync()[0]!, balance.dLoss, 1e-6);
    assertAlmostEquals(generator(outputs, outputs).dataSync()[0]!, balance.gLoss, 1e-6);
    assertAlmostEquals(probability(outputs).dataSync()[0]!, 0.5, 1e-6);
  });

  Deno.test(`lossFunctions.${name} fall for D as it tells better, and rise for G`, () => {
    const [low, high] = [-0.25, 0.25].map((more) => tf.fill([3, 1], output + more));
    assert(discriminator(high!, low!).dataSync()[0]! < balance.dLoss);
    assert(discriminator(low!, high!).dataSync()[0]! > balance.dLoss);
    assert(generator(low!, high!).dataSync()[0]! > balance.gLoss);
    assert(probability(high!).dataSync()[0]! > 0.5);
  });
}
