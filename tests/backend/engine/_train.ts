import * as tf from "@tensorflow/tfjs";
import { numbers } from "./_numbers.ts";

/** Losses and weights of a small GAN-like training, as bits. */
export function train(): number[] {
  return tf.tidy(() => {
    const x = tf.tensor(numbers(64 * 784, 1), [64, 784]),
      dense = [[784, 200], [200], [200, 784], [784]];
    const weights = dense.map((shape, i) =>
      tf.variable(tf.mul(tf.tensor(numbers(tf.util.sizeFromShape(shape), i + 2), shape), 0.02))
    );
    const image = tf.tensor(numbers(20 * 14 * 14 * 8, 9), [20, 14, 14, 8]);
    const filter = tf.variable(tf.tensor(numbers(5 * 5 * 8 * 16, 10), [5, 5, 8, 16]));
    const adam = tf.train.adam(1e-3), trace: number[] = [];
    for (let i = 0; i < 12; i++) {
      const loss = adam.minimize(() => {
        const h = tf.relu(
          tf.add(tf.matMul(x as tf.Tensor2D, weights[0] as tf.Tensor2D), weights[1]!),
        );
        const y = tf.tanh(
          tf.add(tf.matMul(h as tf.Tensor2D, weights[2] as tf.Tensor2D), weights[3]!),
        );
        const maps = tf.conv2d(image as tf.Tensor4D, filter as tf.Tensor4D, 2, "same");
        return tf.add(tf.mean(tf.square(tf.sub(y, x))), tf.mean(tf.square(maps))) as tf.Scalar;
      }, true)!;
      trace.push(loss.dataSync()[0]!);
    }
    const result = trace.concat(...[...weights, filter].map((w) => [...w.dataSync()]));
    tf.dispose([weights, filter]);
    adam.dispose();
    return result;
  });
}
