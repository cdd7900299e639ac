/**
 * What a step looks at: if something changes that its loss depends on, the step must change as well, and the same way.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { weightsOf, withWeights } from "./anatomy.ts";
import { changesOf } from "./changes.ts";
import { withSameDice } from "./dice.ts";
import type { Exam } from "./exam.ts";
import { gradientsOf } from "./gradients.ts";
import { cosine, rms } from "./numbers.ts";
import type { Network } from "./patient.ts";
import { shaken } from "./reach.ts";
import { takeStep } from "./steps.ts";

/** What a step may look at. */
export type Sight = "real images" | "fakes" | "discriminator";

/** How a step answers when something else is put before it. */
export interface Response {
  /** How much the gradient of the loss that the patient names changes, in sizes of that gradient. */
  asked: number;
  /** How much the step changes, in sizes of the step. */
  given: number;
  /** The same where nothing was changed. */
  noise: number;
  /** The same where only the dice of unseeded randomness fell otherwise. */
  chance: number;
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
  const own = (await weightsOf(exam, network)).filter((v) => v.trainable);
  const pull = async (images: tf.Tensor) => {
    const gradients = await gradientsOf(exam, network, own, images);
    return own.map((v) => (gradients.get(v) ?? new Float32Array(v.size)).map((g) => -g));
  };
  const step = async (images: tf.Tensor) => {
    await takeStep(exam, network, images);
    const changes = await changesOf(exam, own);
    exam.state.restore();
    return own.map((v) => changes.get(v) ?? new Float32Array(v.size));
  };
  const samely = (measure: typeof step) => withSameDice(() => measure(exam.real));
  const [pulled, stepped, again] = [await samely(pull), await samely(step), await samely(step)];
  // Without a gradient an optimiser steps by its memory, and looks at nothing.
  if (norm(pulled) < noGradient) return undefined;
  const otherwise = await step(exam.real);
  let most: Response | undefined;
  for (const change of await changesFor(exam, sight)) {
    const asked = minus(await withSameDice(() => change(pull)), pulled),
      answer = minus(await withSameDice(() => change(step)), stepped);
    const size = share(asked, pulled);
    if (!(size > (most?.asked ?? 0.02))) continue;
    most = {
      asked: size,
      given: share(answer, stepped),
      noise: share(minus(again, stepped), stepped),
      chance: share(minus(otherwise, stepped), stepped),
      agreement: cosine(answer, asked),
    };
  }
  const visible = rms(stepped.map(rms)) /
    rms(own.map((v) => rms(exam.state.valueOf(v) as Float32Array)));
  // Smaller answers would be lost in the rounding of the weights.
  return most && most.asked * visible > 1e-6 ? most : undefined;
}

type Measured = Float32Array[];
/** Measures something with other real images, other fakes, or another discriminator. */
type Change = (measure: (images: tf.Tensor) => Promise<Measured>) => Promise<Measured>;

async function changesFor(exam: Exam, sight: Sight): Promise<Change[]> {
  if (sight !== "real images") {
    const weights = await weightsOf(exam, sight === "fakes" ? "generate" : "judgeFake");
    return [1, 2].map((seed) => (measure) =>
      withWeights(
        exam,
        weights,
        (values, { shape }, i) => shaken(values, shape, -1, 1, 100 * seed + i),
        () => measure(exam.real),
      )
    );
  }
  const { real } = exam.patient;
  const others: (() => tf.Tensor)[] = [() => tf.neg(exam.real), () => tf.mul(exam.real, -3)];
  if (typeof real === "function") others.push(() => tf.clone(real(1)));
  return others.map((make) => async (measure) => {
    const images = tf.keep(tf.tidy(make));
    try {
      return await measure(images);
    } finally {
      images.dispose();
    }
  });
}

const minus = (a: Measured, b: Measured) => a.map((part, k) => part.map((v, i) => v - b[k]![i]!));
const norm = (parts: Measured) => Math.hypot(...parts.map((p) => rms(p) * Math.sqrt(p.length)));
const share = (a: Measured, b: Measured) => norm(a) / (norm(b) + 1e-12);
