/**
 * How far outputs can reach: looked up under many other weights.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { normal } from "../random.ts";
import { type Part, weightsOf, withWeights } from "./anatomy.ts";
import type { Exam } from "./exam.ts";
import { extent, rms } from "./numbers.ts";

/** How far a network's outputs can reach, whatever its weights. */
export interface Reach {
  /** `unit` [0, 1], `centred` [-1, 1], `positive` [0, any), `any`; `unknown` when the outputs hardly move. */
  kind: "unit" | "centred" | "positive" | "any" | "unknown";
  /** The lowest output that was seen. */
  low: number;
  /** The highest. */
  high: number;
}

/** How far a network's outputs can reach. */
export function reachOf(exam: Exam, part: Part): Promise<Reach> {
  return exam.once(`reach ${part}`, async () => {
    const weights = await weightsOf(exam, part), { fakes } = await exam.outputs();
    let low = Infinity, high = -Infinity;
    const look = async () => {
      const [values] = await exam.read(() => {
        if (part === "generate") return exam.generate();
        const judge = (input: tf.Tensor) =>
          part === "judgeReal" ? exam.patient.judgeReal(input) : exam.judgeFake(input);
        const images = tf.tensor(fakes, [exam.latents.shape[0]!, ...exam.real.shape.slice(1)]);
        const inputs = [exam.real, images, tf.mul(images, -5), tf.mul(exam.real, 5)];
        return tf.concat(inputs.map((input) => tf.reshape(judge(input), [-1])));
      });
      const [l, h] = extent(values!.filter(Number.isFinite));
      low = Math.min(low, l);
      high = Math.max(high, h);
    };
    await look();
    let seed = 1;
    for (const scale of [1, 3, 10]) {
      for (const sign of [1, -1]) {
        await withWeights(
          exam,
          weights,
          (v, { shape }) => shaken(v, shape, sign, scale, seed++),
          look,
        );
      }
    }
    return { kind: kindOf(low, high), low, high };
  });
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
  return values.map((value, i) => scale * (sign * value + size * noise[i]!));
}

function kindOf(low: number, high: number): Reach["kind"] {
  const room = 1e-5;
  if (!(high - low > 0.3)) return "unknown";
  if (low >= -room && high <= 1 + room) return "unit";
  if (low >= -1 - room && high <= 1 + room) return low < -0.9 && high > 0.9 ? "centred" : "unknown";
  return low >= -room ? "positive" : "any";
}
