/**
 * How far a training step moves the weights.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** How far one step moved one variable. */
export interface UpdateRatio {
  /** The variable's name. */
  name: string;
  /** Root mean square of the step's change, divided by that of the weights. */
  ratio: number;
}

/**
 * Measures how far the weights move between two moments, relative to their size. For a single step about 1e-3
 * is healthy; far more tears a network about, far less leaves it where it is (Karpathy, makemore part 3).
 *
 * @param variables which ones
 * @returns a function to call after the step
 *
 * @example
 * ```ts
 * import { updateRatios } from "@gan-clinic/gan-clinic/doctor";
 * import { assertAlmostEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 *
 * const w = tf.variable(tf.tensor1d([3, 4]));
 * const measure = updateRatios([w]);
 * w.assign(tf.tensor1d([3.003, 4.004]));
 * assertAlmostEquals((await measure())[0]!.ratio, 1e-3, 1e-6);
 * w.dispose();
 * ```
 */
export function updateRatios(variables: tf.Variable[]): () => Promise<UpdateRatio[]> {
  // Copies, not clones: an optimiser may change a variable's memory in place.
  const before = variables.map((variable) => tf.tidy(() => tf.add(variable, 0)));
  return async () => {
    const ratios = tf.tidy(() =>
      tf.stack(variables.map((variable, i) => {
        const change = tf.sub(variable, before[i]!);
        return tf.sqrt(tf.div(tf.mean(tf.square(change)), tf.mean(tf.square(before[i]!))));
      }))
    );
    tf.dispose(before);
    const values = await ratios.data();
    ratios.dispose();
    return variables.map(({ name }, i) => ({ name, ratio: values[i]! }));
  };
}
