/**
 * What gradient is left.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** How large the gradient of one variable is. */
export interface GradientSize {
  /** The variable's name. */
  name: string;
  /** Root mean square over its entries. */
  rms: number;
  /** Share of its entries whose gradient is exactly 0. */
  zeros: number;
}

/**
 * The size of a loss's gradient, variable by variable.
 *
 * @param loss computes the loss
 * @param variables what to differentiate by
 * @returns one row per variable, in their order
 */
export async function gradientSizes(
  loss: () => tf.Scalar,
  variables: tf.Variable[],
): Promise<GradientSize[]> {
  const { value, grads } = tf.variableGrads(loss, variables);
  const rows = await Promise.all(variables.map(async ({ name }) => {
    const gradient = await grads[name]!.data();
    let squares = 0, zeros = 0;
    for (const g of gradient) {
      squares += g * g;
      if (g === 0) zeros++;
    }
    return { name, rms: Math.sqrt(squares / gradient.length), zeros: zeros / gradient.length };
  }));
  tf.dispose([value, grads]);
  return rows;
}
