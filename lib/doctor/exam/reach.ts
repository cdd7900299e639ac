/**
 * How far outputs can reach: looked up under many other weights.
 *
 * @module
 */
import { lookAt } from "./look.ts";
import * as tf from "@tensorflow/tfjs";
import { normal } from "../../data/random.ts";
import { weightsOf, withWeights } from "./anatomy.ts";
import type { Exam } from "./exam.ts";
import { extent, rms } from "./numbers.ts";

/** How far a network's outputs can reach, whatever its weights. */
export interface Reach {
  /** `unit` [0, 1], `signed` [-1, 1], `positive` [0, any), `any`; `unknown` when the outputs hardly move. */
  kind: "unit" | "signed" | "positive" | "any" | "unknown";
  /** The lowest output that was seen. */
  low: number;
  /** The highest. */
  high: number;
}

/** How far a network's outputs can reach; where they can be anything, not all was looked at. */
export function reachOf(exam: Exam, part: Reaching): Promise<Reach> {
  return exam.once(`reach ${part}`, () => explore(exam, part, (kind) => kind === "any"));
}

/** The same, with the lowest and the highest output of all that is looked at. */
export async function wholeReachOf(exam: Exam, part: Reaching): Promise<Reach> {
  const reach = await reachOf(exam, part);
  return reach.kind === "any" ? await explore(exam, part, () => false) : reach;
}

type Reaching = "generate" | "judgeReal";

async function explore(
  exam: Exam,
  part: Reaching,
  isEnough: (kind: Reach["kind"]) => boolean,
): Promise<Reach> {
  const weights = await weightsOf(exam, part), { fakes } = (await lookAt(exam)).outputs;
  const outputs = () => {
    if (part === "generate") return exam.generate();
    const images = tf.tensor(fakes, [exam.latents.shape[0]!, ...exam.real.shape.slice(1)]);
    const inputs = [exam.real, images, tf.mul(images, -5), tf.mul(exam.real, 5)];
    return tf.concat(inputs.map((input) => tf.reshape(exam.patient.judgeReal(input), [-1])));
  };
  let low = Infinity, high = -Infinity;
  const see = async () => {
    const [l, h] = extent((await exam.read(outputs))[0]!);
    low = Math.min(low, l);
    high = Math.max(high, h);
  };
  await see();
  let seed = 1;
  for (const scale of [1, 3, 10]) {
    for (const sign of [1, -1]) {
      if (isEnough(kindOf(low, high))) continue;
      await withWeights(
        exam,
        weights,
        (v, { shape }) => shaken(v, shape, sign, scale, seed++),
        see,
      );
    }
  }
  return { kind: kindOf(low, high), low, high };
}

/** Other weights: the same ones or their negatives, with noise of their size, larger or not. */
export function shaken(
  values: Float32Array,
  shape: readonly number[],
  sign: number,
  scale: number,
  seed: number,
): Float32Array {
  const fanIn = shape.slice(0, -1).reduce((a, b) => a * b, 1);
  const size = Math.max(rms(values), 1 / Math.sqrt(fanIn)), noise = normal(values.length, seed);
  for (let i = 0; i < noise.length; i++) noise[i] = scale * (sign * values[i]! + size * noise[i]!);
  return noise;
}

function kindOf(low: number, high: number): Reach["kind"] {
  const room = 1e-5;
  if (!(high - low > 0.3)) return "unknown";
  if (low >= -room && high <= 1 + room) return "unit";
  if (low >= -1 - room && high <= 1 + room) return low < -0.9 && high > 0.9 ? "signed" : "unknown";
  return low >= -room ? "positive" : "any";
}
