/**
 * What a step looks at: if something changes that its loss depends on, the step must change as well, and the same way.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { trainableOf, weightsOf, withWeights } from "./anatomy.ts";
import { changesOf } from "./changes.ts";
import { withSameDice } from "./dice.ts";
import type { Exam } from "./exam.ts";
import { gradientsOf, gradientsOn } from "./gradients.ts";
import { cosine, difference, rms } from "./numbers.ts";
import type { Network } from "../patient.ts";
import { shaken } from "./reach.ts";
import { movesOf, takeStep } from "./steps.ts";
import { walkOf } from "./walk.ts";

/** What a step may look at. */
export type Sight = "real images" | "fakes" | "discriminator";

/** How a step changes when it is given something else to look at. */
export interface Response {
  /** How much the gradient of the loss that the patient names changes, in sizes of that gradient. */
  asked: number;
  /** How much the step changes, in sizes of the step. */
  given: number;
  /** The same where nothing was changed. */
  noise: number;
  /** The cosine between both changes. */
  agreement: number;
}

/** The norm of a gradient below which the loss is flat: saturated sigmoids give exact zeros or next to nothing. */
const noGradient = 1e-10;

/**
 * How a step answers to a change of what it should look at.
 *
 * @param exam the examination, of a patient with steps of its own
 * @param network whose step
 * @param sight what is changed
 * @returns the answer; nothing where the loss hardly depends on it, or the step is too small to tell
 */
export async function responseOf(
  exam: Exam,
  network: Network,
  sight: Sight,
): Promise<Response | undefined> {
  const { own, pulled, stepped } = await unchanged(exam, network);
  // Without a gradient an optimiser steps by its memory, and looks at nothing.
  if (norm(pulled) < noGradient) return undefined;
  let most: { change: Change; asked: Measured; size: number } | undefined;
  for (const change of await changesFor(exam, sight)) {
    const pull = (images: tf.Tensor) => gradientsOn(exam, network, images);
    const asked = minus(forEach(own, await change(pull)), pulled), size = share(asked, pulled);
    if (size > (most?.size ?? 0.02)) most = { change, asked, size };
  }
  const visible = rms(stepped.map(rms)) /
    rms(own.map((v) => rms(exam.state.valueOf(v) as Float32Array)));
  // Smaller answers would be lost in the rounding of the weights.
  if (!most || !(most.size * visible > 1e-6)) return undefined;
  const { change, asked } = most;
  const answer = await change((images) => withSameDice(() => stepOn(exam, network, own, images)));
  const { first: again } = await walkOf(exam, network);
  // Steps that act on some calls only tell nothing.
  if (answer.size === 0 || again.size === 0) return undefined;
  const turned = minus(forEach(own, answer), stepped);
  return {
    asked: most.size,
    given: share(turned, stepped),
    noise: share(minus(forEach(own, again), stepped), stepped),
    // A step goes down where the gradient goes up.
    agreement: -cosine(turned, asked),
  };
}

/**
 * How much a step changes where only the dice of unseeded randomness fall otherwise.
 *
 * @param exam the examination, of a patient with steps of its own
 * @param network whose step
 * @returns the change, in sizes of the step
 */
export async function chanceOf(exam: Exam, network: Network): Promise<number> {
  const { own, stepped } = await unchanged(exam, network);
  const otherwise = forEach(own, await stepOn(exam, network, own, exam.real));
  return share(minus(otherwise, stepped), stepped);
}

/** The gradient and the step that all others are held against. */
function unchanged(exam: Exam, network: Network) {
  return exam.once(`unchanged ${network}`, async () => {
    const own = await trainableOf(exam, network), { changes, calls } = await movesOf(exam, network);
    const stepped = calls === 1
      ? changes
      : await withSameDice(() => stepOn(exam, network, own, exam.real));
    const pulled = forEach(own, await gradientsOf(exam, network));
    return { own, pulled, stepped: forEach(own, stepped) };
  });
}

const stepOn = (exam: Exam, network: Network, own: tf.Variable[], images: tf.Tensor) =>
  exam.trial(async () => {
    await takeStep(exam, network, images);
    return await changesOf(exam, own);
  });

/** Something for each weight. */
type Measured = Float32Array[];

const forEach = (own: tf.Variable[], found: Map<tf.Variable, Float32Array>): Measured =>
  own.map((v) => found.get(v) ?? new Float32Array(v.size));

/** Measures something with other real images, other fakes, or another discriminator. */
type Change = <T>(measure: (images: tf.Tensor) => Promise<T>) => Promise<T>;

async function changesFor(exam: Exam, sight: Sight): Promise<Change[]> {
  if (sight !== "real images") {
    const weights = await weightsOf(exam, sight === "fakes" ? "generate" : "judgeFake");
    return [1, 2].map((seed): Change => {
      const others = weights.map((v, i) =>
        shaken(exam.state.valueOf(v) as Float32Array, v.shape, -1, 1, 100 * seed + i)
      );
      const change = (_: Float32Array, __: tf.Variable, i: number) => others[i]!;
      return (measure) => withWeights(exam, weights, change, () => measure(exam.real));
    });
  }
  const { real } = exam.patient;
  const others: (() => tf.Tensor)[] = [() => tf.neg(exam.real), () => tf.mul(exam.real, -3)];
  if (typeof real === "function") others.push(() => tf.clone(real(1)));
  return others.map((make): Change => async (measure) => {
    const images = tf.keep(await withSameDice(() => tf.tidy(make)));
    try {
      return await measure(images);
    } finally {
      images.dispose();
    }
  });
}

const minus = (a: Measured, b: Measured) => a.map((part, k) => difference(part, b[k]!));
const norm = (parts: Measured) => Math.hypot(...parts.map((p) => rms(p) * Math.sqrt(p.length)));
const share = (a: Measured, b: Measured) => norm(a) / (norm(b) + 1e-12);
