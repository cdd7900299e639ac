import * as tf from "@tensorflow/tfjs";
import { repairSecondOrder } from "../../../lib/backend/second_order/mod.ts";
import { disposeEngine, installEngine } from "../../../lib/backend/engine/mod.ts";
import { assertSameOnEngine } from "./_compare.ts";

// As useBackend() does it: first the repair, then the engine, whose gradients stand before the repaired ones.
disposeEngine();
repairSecondOrder();
await installEngine();

const activations: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
  relu: (x) => tf.relu(x),
  leakyRelu: (x) => tf.leakyRelu(x, 0.2),
  elu: (x) => tf.elu(x),
  softplus: (x) => tf.softplus(x),
};

for (const [name, activation] of Object.entries(activations)) {
  Deno.test(`a gradient penalty through ${name} on the engine is the repaired one of cpu`, async () => {
    await assertSameOnEngine([[6, 5], [5, 4], [4], [4, 1]], (x, w, bias, v) => {
      const hidden = (x: tf.Tensor) =>
        tf.fused.matMul({ a: x as tf.Tensor2D, b: w as tf.Tensor2D, bias: bias! });
      const network = (x: tf.Tensor) =>
        tf.matMul(activation(hidden(x)) as tf.Tensor2D, v as tf.Tensor2D) as tf.Tensor;
      const slope = tf.grad(network)(x!);
      const size = tf.sqrt(tf.add(tf.sum(tf.square(slope), 1), 1e-3));
      return tf.mean(tf.square(tf.sub(size, 1)));
    }, { tolerance: 2e-5 });
  });
}

Deno.test("a gradient penalty through sigmoidCrossEntropy on the engine is the repaired one of cpu", async () => {
  await assertSameOnEngine([[6, 5], [5, 1], [6, 1]], (x, w, z) => {
    const loss = (x: tf.Tensor) => {
      const logits = tf.tanh(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D));
      return tf.losses.sigmoidCrossEntropy(tf.sigmoid(z!), logits) as tf.Tensor;
    };
    return tf.sum(tf.square(tf.grad(loss)(x!)));
  });
});

Deno.test("a gradient penalty through convolution and batch norm on the engine is that of cpu", async () => {
  await assertSameOnEngine([[3, 4, 4, 2], [2], [2], [3, 3, 2, 2]], (x, offset, scale, filter) => {
    const network = (x: tf.Tensor) => {
      const y = tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 2, "same");
      const { mean, variance } = tf.moments(y, [0, 1, 2]);
      const normal = tf.batchNorm(
        y,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        offset as tf.Tensor1D,
        scale as tf.Tensor1D,
        0.01,
      );
      return tf.sum(tf.square(tf.tanh(normal)));
    };
    return tf.sum(tf.square(tf.grad(network)(x!)));
  }, { tolerance: 1e-4 });
});
