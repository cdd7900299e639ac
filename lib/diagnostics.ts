/**
 * Measurements that show a cause: who is trained, what is affine, what is saturated, what gradient is left.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import type { Gan } from "./gan.ts";

/**
 * The variables that no optimiser is given, although a loss depends on them.
 *
 * @param gan the GAN
 * @returns their names
 *
 * @example
 * ```ts
 * import { asAsked, createGan, oneDiscriminator, untrained } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * const sick = createGan(asAsked, { seed: 1 }), repaired = createGan(oneDiscriminator, { seed: 1 });
 * assertEquals(untrained(sick).length, 4);
 * assertEquals(untrained(repaired), []);
 * sick.dispose();
 * repaired.dispose();
 * ```
 */
export function untrained(gan: Gan): string[] {
  const trained = new Set([...gan.variablesUnder("G/"), ...gan.variablesUnder("D/")]);
  return gan.variables.filter((variable) => !trained.has(variable)).map(({ name }) => name);
}

/**
 * How far a network is from being affine: it compares f of the middle of two inputs with the middle of
 * f of both. Layers without an activation between them give 0 up to rounding, however many there are.
 *
 * @param network the network, without its output activation: see `preActivation`
 * @param a inputs, [n, inputs]
 * @param b as many others
 * @returns the largest difference, as a share of the largest output; about 1e-6 when affine
 */
export async function affineGap(
  network: tf.LayersModel,
  a: tf.Tensor2D,
  b: tf.Tensor2D,
): Promise<number> {
  const [gap, size] = tf.tidy(() => {
    const f = (x: tf.Tensor) => network.apply(x) as tf.Tensor;
    const ends = tf.div(tf.add(f(a), f(b)), 2), middle = f(tf.div(tf.add(a, b), 2));
    return [tf.max(tf.abs(tf.sub(middle, ends))), tf.max(tf.abs(ends))];
  });
  const values = await Promise.all([gap!.data(), size!.data()]);
  tf.dispose([gap!, size!]);
  return values[0][0]! / (values[1][0]! || 1);
}

/**
 * The share of values that lie within `margin` of either end of an activation's range, where its slope,
 * and with it every gradient through it, is close to nothing.
 *
 * @param values outputs of an activation
 * @param low the lower end, 0 for a sigmoid, -1 for a tanh
 * @param high the upper end, 1
 * @param margin how close is saturated, as a share of the range; at 0.01 a sigmoid's slope is below 0.01
 * @returns a share in [0, 1]; 0 for no values
 *
 * @example
 * ```ts
 * import { saturatedShare } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(saturatedShare([0, 0.001, 0.5, 1], 0, 1), 0.75);
 * ```
 */
export function saturatedShare(
  values: ArrayLike<number>,
  low: number,
  high: number,
  margin = 0.01,
): number {
  let saturated = 0;
  const reach = margin * (high - low);
  for (let i = 0; i < values.length; i++) {
    if (values[i]! <= low + reach || values[i]! >= high - reach) saturated++;
  }
  return values.length ? saturated / values.length : 0;
}

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
