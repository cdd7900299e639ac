/**
 * Whether a network can bend.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

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
