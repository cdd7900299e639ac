/**
 * What the losses want, found by asking them: they are functions of the judges' outputs, and can be given any outputs.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { Exam } from "./exam.ts";
import { lookAt } from "./look.ts";

/** What a loss says of constant outputs. */
export interface LossCurve {
  /** Whether it is made for probabilities: undefined, or flat, outside [0, 1]. */
  probability: boolean;
  /** Whether it does not depend on these outputs at all. */
  flat: boolean;
  /** The output at which it is lowest, as far as was looked. */
  best: number;
  /** The loss at an output that was asked for. */
  at(output: number): number;
  /** The lowest loss with outputs in [low, high]. */
  lowest(low: number, high: number): number;
}

/** The three curves: D's loss by its outputs on real images, and on fakes; G's loss by the outputs on fakes. */
export interface LossShape {
  /** D's loss by its outputs on real images. */
  real: LossCurve;
  /** D's loss by its outputs on fakes. */
  fake: LossCurve;
  /** G's loss by the outputs on fakes. */
  generator: LossCurve;
}

const inside = [0.001, 0.02, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.98, 0.999];
const outside = [-20, -5, -2, -1.5, -1, -0.5, -0.25, 1.25, 1.5, 2, 5, 20];
const grid = [...outside, 0, ...inside, 1].sort((a, b) => a - b);
/** Where the other outputs are kept. */
const base = 0.4;

/** Asks a patient's losses what they say of constant outputs. */
export function lossShape(exam: Exam): Promise<LossShape> {
  return exam.once("loss shape", async () => {
    const { patient } = exam, { pass } = await lookAt(exam);
    const images = { real: pass.images, fake: pass.fakes };
    const shapes = [pass.real.shape, pass.fake.shape];
    const [real, fake, generator] = await exam.read(() => {
      const lossD = (real: tf.Tensor, fake: tf.Tensor) =>
        tf.sum(patient.discriminatorLoss(real, fake, images));
      const direction = towardsReal(lossD, shapes[0]!);
      const at = (which: number, value: number) =>
        tf.add(tf.zeros(shapes[which]!), tf.mul(direction, value));
      const curve = (loss: (output: number) => tf.Tensor) =>
        tf.stack(grid.map((output) => tf.tidy(() => tf.mean(loss(output)))));
      return [
        curve((v) => lossD(at(0, v), at(1, base))),
        curve((v) => lossD(at(0, base), at(1, v))),
        curve((v) => patient.generatorLoss(at(1, v), at(0, base))),
      ];
    });
    return { real: curveOf(real!), fake: curveOf(fake!), generator: curveOf(generator!) };
  });
}

/** Outputs of several numbers, two classes for instance, are moved the way in which D's loss pulls real images. */
function towardsReal(lossD: (real: tf.Tensor, fake: tf.Tensor) => tf.Tensor, shape: number[]) {
  const classes = shape.length > 1 ? shape.at(-1)! : 1;
  if (classes === 1) return tf.scalar(1);
  const zeros = tf.zeros(shape), others = shape.map((_, i) => i).slice(0, -1);
  const pull = tf.neg(tf.sum(tf.grad((real) => lossD(real, tf.zeros(shape)))(zeros), others));
  const size = tf.max(tf.abs(pull));
  return size.dataSync()[0]! > 0 ? tf.div(pull, size) : tf.scalar(1);
}

function curveOf(values: Float32Array): LossCurve {
  const at = (output: number) => values[grid.indexOf(output)] ?? NaN;
  const scale = 1 + Math.abs(at(0.5));
  const same = (a: number, b: number) => Math.abs(at(a) - at(b)) < 1e-5 * scale;
  const undefinedOutside = outside.some((v) => !Number.isFinite(at(v))) &&
    inside.every((v) => Number.isFinite(at(v)));
  const flat = grid.every((v) => same(v, base));
  const clipped = !flat && same(-0.5, -5) && same(1.5, 5) && !same(0.25, 0.75);
  const probability = undefinedOutside || clipped;
  const points = (probability ? inside : grid).filter((v) => Number.isFinite(at(v)));
  const lowest = Math.min(...points.map(at));
  // Of equally good outputs the smallest: a hinge is content from 1 on.
  const best = points.filter((v) => at(v) <= lowest + 1e-6 * scale)
    .sort((a, b) => Math.abs(a) - Math.abs(b))[0] ?? NaN;
  return {
    probability,
    flat,
    best,
    at,
    lowest: (low, high) => Math.min(...points.filter((v) => v >= low && v <= high).map(at)),
  };
}
