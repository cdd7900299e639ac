import * as tf from "@tensorflow/tfjs";

/**
 * Adam as TensorFlow 1 computes it: epsilon is added to the root before the bias correction, not after.
 * w -= lr sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + epsilon)
 */
export class TensorFlowAdam extends tf.Optimizer {
  static get className() {
    return "TensorFlowAdam";
  }
  #power1 = 1;
  #power2 = 1;
  readonly #moments = new Map<string, { m: tf.Variable; v: tf.Variable }>();

  constructor(
    readonly learningRate = 0.001,
    readonly beta1 = 0.9,
    readonly beta2 = 0.999,
    readonly epsilon = 1e-8,
  ) {
    super();
  }

  override applyGradients(gradients: Parameters<tf.AdamOptimizer["applyGradients"]>[0]): void {
    const byName: tf.NamedTensorMap = Array.isArray(gradients)
      ? Object.fromEntries(gradients.map(({ name, tensor }) => [name, tensor]))
      : gradients;
    // TensorFlow keeps these numbers, and the powers of the betas, in float32.
    const [beta1, beta2] = [Math.fround(this.beta1), Math.fround(this.beta2)];
    this.#power1 = Math.fround(this.#power1 * beta1);
    this.#power2 = Math.fround(this.#power2 * beta2);
    const rate = this.learningRate * Math.sqrt(Math.fround(1 - this.#power2)) /
      Math.fround(1 - this.#power1);
    for (const [name, gradient] of Object.entries(byName)) {
      const weight = tf.engine().registeredVariables[name]!;
      let moments = this.#moments.get(name);
      if (!moments) {
        const zeros = () => tf.variable(tf.zerosLike(weight), false);
        this.#moments.set(name, moments = { m: zeros(), v: zeros() });
      }
      const { m, v } = moments;
      tf.tidy(() => {
        m.assign(tf.add(m, tf.mul(tf.sub(gradient, m), 1 - beta1)));
        v.assign(tf.add(v, tf.mul(tf.sub(tf.square(gradient), v), 1 - beta2)));
        weight.assign(tf.sub(weight, tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), this.epsilon))));
      });
    }
  }

  getConfig() {
    return {
      learningRate: this.learningRate,
      beta1: this.beta1,
      beta2: this.beta2,
      epsilon: this.epsilon,
    };
  }

  override dispose(): void {
    for (const { m, v } of this.#moments.values()) tf.dispose([m, v]);
  }
}
