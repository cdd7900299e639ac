import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { runsHere, startBackend, type TestedBackend, worstError } from "./_compare.ts";
import { run } from "./_run.ts";
import references from "../reference/double_backward.json" with { type: "json" };

const backends: TestedBackend[] = ["cpu", "wasm"];
if (await runsHere("engine")) backends.push("engine");

type Activation = (x: tf.Tensor) => tf.Tensor;
const { tanh, sigmoid, elu, selu, relu, softplus } = tf as unknown as Record<string, Activation>;
const leakyRelu: Activation = (x) => tf.leakyRelu(x, 0.2);
const activations: Record<string, Activation> = {
  ...{ tanh, sigmoid, elu, selu, relu, softplus, leakyRelu },
} as Record<string, Activation>;

function secondDerivative(f: (x: tf.Tensor) => tf.Tensor, x: number): number {
  return tf.tidy(() => {
    const slope = tf.grad(f);
    return tf.grad((x) => slope(x))(tf.scalar(x)).dataSync()[0]!;
  });
}

const s = (x: number) => 1 / (1 + Math.exp(-x));
const one = (x: number) => Number(x > 0);
const closedForms: Record<string, [Activation, (x: number) => number]> = {
  tanh: [tanh!, (x) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2)],
  sigmoid: [sigmoid!, (x) => s(x) * (1 - s(x)) * (1 - 2 * s(x))],
  exp: [(x) => tf.exp(x), Math.exp],
  elu: [elu!, (x) => (1 - one(x)) * Math.exp(x)],
  selu: [selu!, (x) => (1 - one(x)) * 1.0507009873554805 * 1.6732632423543772 * Math.exp(x)],
  relu: [relu!, () => 0],
  leakyRelu: [leakyRelu, () => 0],
  prelu: [(x) => tf.prelu(tf.pow(x, 3), tf.scalar(0.3)), (x) => 6 * x * (one(x) || 0.3)],
  relu6: [(x) => tf.relu6(tf.square(x)), () => 2],
  softplus: [softplus!, (x) => s(x) * (1 - s(x))],
  abs: [(x) => tf.abs(tf.pow(x, 3)), (x) => 6 * Math.abs(x)],
  maximum: [(x) => tf.maximum(tf.square(x), 0.01), () => 2],
  minimum: [(x) => tf.minimum(tf.square(x), 9), () => 2],
  clipByValue: [(x) => tf.clipByValue(tf.square(x), 0, 9), () => 2],
  where: [(x) => tf.where(tf.greater(x, 0), tf.square(x), tf.pow(x, 3)), (x) => one(x) ? 2 : 6 * x],
  max: [(x) => tf.max(tf.stack([tf.square(x), tf.sub(x, 9)])), () => 2],
  sqrt: [(x) => tf.sqrt(tf.add(tf.square(x), 1)), (x) => (x * x + 1) ** -1.5],
  rsqrt: [
    (x) => tf.rsqrt(tf.add(tf.square(x), 1)),
    (x) => (2 * x * x - 1) * (x * x + 1) ** -2.5,
  ],
  reciprocal: [(x) => tf.reciprocal(x), (x) => 2 / x ** 3],
  pow: [(x) => tf.pow(2, x), (x) => 2 ** x * Math.LN2 ** 2],
  softmax: [
    (x) => tf.unstack(tf.softmax(tf.stack([x, tf.scalar(0)])))[0]!,
    (x) => s(x) * (1 - s(x)) * (1 - 2 * s(x)),
  ],
  logSoftmax: [
    (x) => tf.unstack(tf.logSoftmax(tf.stack([x, tf.scalar(0)])))[0]!,
    (x) => -s(x) * (1 - s(x)),
  ],
  logSigmoid: [(x) => tf.logSigmoid(x), (x) => -s(x) * (1 - s(x))],
  sigmoidCrossEntropy: [
    (x) => tf.losses.sigmoidCrossEntropy(tf.scalar(1), x),
    (x) => s(x) * (1 - s(x)),
  ],
  meanSquaredError: [
    (x) => tf.losses.meanSquaredError(tf.scalar(0.2), tf.exp(x)),
    (x) => 4 * Math.exp(2 * x) - 0.4 * Math.exp(x),
  ],
};

for (const backend of backends) {
  for (const [name, [f, expected]] of Object.entries(closedForms)) {
    Deno.test(`${name}() has the right second derivative on ${backend}`, async () => {
      await startBackend(backend);
      for (const x of [-1.7, -0.4, 0.3, 0.5, 2.1]) {
        const actual = secondDerivative(f, x);
        const error = Math.abs(actual - expected(x)) / (1 + Math.abs(expected(x)));
        assert(error < 1e-5, `at ${x}: expected ${expected(x)}, got ${actual}`);
      }
    });
  }
}

Deno.test("chains of activations have the second derivatives of finite differences", async () => {
  await startBackend("cpu");
  const link = fc.record({
    name: fc.constantFrom("tanh", "sigmoid", "softplus"),
    scale: fc.double({ min: 0.5, max: 1.5, noNaN: true }),
  });
  const point = fc.double({ min: -1.5, max: 1.5, noNaN: true });
  fc.assert(
    fc.property(fc.array(link, { minLength: 1, maxLength: 4 }), point, (links, x) => {
      const f: Activation = (x) =>
        links.reduce((y, { name, scale }) => activations[name]!(tf.mul(y, scale)), x);
      const slopeAt = (x: number) => tf.tidy(() => tf.grad(f)(tf.scalar(x)).dataSync()[0]!);
      const h = 0.02;
      const near = (slopeAt(x + h) - slopeAt(x - h)) / (2 * h);
      const far = (slopeAt(x + 2 * h) - slopeAt(x - 2 * h)) / (4 * h);
      assert(Math.abs(secondDerivative(f, x) - (4 * near - far) / 3) < 5e-4);
    }),
    { seed: 6, numRuns: 60 },
  );
});

/** Entry i of tensor `s` in double_backward.py. */
function numbers(shape: number[], s: number): tf.Tensor {
  const size = tf.util.sizeFromShape(shape);
  const entry = (_: unknown, i: number) => 0.6 * Math.sin(12.9898 * i + 78.233 * s + 1);
  return tf.tensor(Float32Array.from({ length: size }, entry), shape);
}

/** The discriminators of double_backward.py in raw operations. */
const networks = {
  dense: (activation: Activation) => (x: tf.Tensor, [w1, b1, w2, b2]: tf.Tensor[]) => {
    const h = activation(tf.add(tf.matMul(x as tf.Tensor2D, w1 as tf.Tensor2D), b1!));
    return tf.add(tf.matMul(h as tf.Tensor2D, w2 as tf.Tensor2D), b2!);
  },
  conv: (activation: Activation) => (x: tf.Tensor, [w1, b1, w2, b2, w3, b3]: tf.Tensor[]) => {
    let h = activation(tf.add(tf.conv2d(x as tf.Tensor4D, w1 as tf.Tensor4D, 2, "same"), b1!));
    h = activation(tf.add(tf.conv2d(h as tf.Tensor4D, w2 as tf.Tensor4D, 1, "valid"), b2!));
    return tf.add(tf.matMul(h.reshape([h.shape[0]!, -1]), w3 as tf.Tensor2D), b3!);
  },
};

/** The same discriminators of layers; weights come from the model, not from the arguments. */
const models = {
  dense: (activation: tf.layers.Layer, again: tf.layers.Layer) => [
    tf.layers.dense({ units: 7, inputShape: [5] }),
    activation,
    again && tf.layers.dense({ units: 1 }),
  ],
  conv: (activation: tf.layers.Layer, again: tf.layers.Layer) => [
    tf.layers.conv2d({
      filters: 3,
      kernelSize: 3,
      strides: 2,
      padding: "same",
      inputShape: [7, 7, 2],
    }),
    activation,
    tf.layers.conv2d({ filters: 4, kernelSize: 3 }),
    again,
    tf.layers.flatten(),
    tf.layers.dense({ units: 1 }),
  ],
};

function activationLayer(name: string): tf.layers.Layer {
  if (name === "leakyRelu") return tf.layers.leakyReLU({ alpha: 0.2 });
  return tf.layers.activation({ activation: name as "relu" });
}

/** mean((|dD/dx| - 1)²), the penalty of Gulrajani et al., "Improved training of WGANs", 2017. */
function penalty(D: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): tf.Scalar {
  const slope = tf.grad(D)(x).reshape([x.shape[0]!, -1]);
  return tf.mean(tf.square(tf.sub(tf.sqrt(tf.sum(tf.square(slope), 1)), 1)));
}

function assertGradients(
  { value, grads }: { value: tf.Scalar; grads: tf.NamedTensorMap },
  variables: tf.Variable[],
  expected: { penalty: number; gradients: number[][] },
): void {
  assertAlmostEquals(value.dataSync()[0]!, expected.penalty, 1e-5 * (1 + expected.penalty));
  for (const [i, gradient] of expected.gradients.entries()) {
    // The last bias moves D, but not its slope: tfjs then gives no gradient at all.
    const actual = grads[variables[i]!.name]?.dataSync() ?? gradient.map(() => 0);
    const error = worstError(actual, gradient) / Math.max(1, ...gradient.map(Math.abs));
    assert(error < 1e-5, `Weight ${i} differs by ${error} of its largest gradient`);
  }
}

for (const backend of backends) {
  for (const { network, activation, xShape, shapes, ...expected } of references) {
    const kind = network as keyof typeof networks;

    Deno.test(`a gradient penalty on a ${activation} ${kind} net is PyTorch's, on ${backend}`, async () => {
      await startBackend(backend);
      tf.tidy(() => {
        const x = numbers(xShape, 0);
        const weights = shapes.map((shape, i) => tf.variable(numbers(shape, i + 1)));
        const D = networks[kind](activations[activation]!);
        const loss = () => penalty((x) => D(x, weights), x);
        assertGradients(tf.variableGrads(loss, weights), weights, expected);
      });
    });

    Deno.test(`a gradient penalty on ${activation} ${kind} layers is PyTorch's, on ${backend}`, async () => {
      await startBackend(backend);
      const layers = models[kind](activationLayer(activation), activationLayer(activation));
      const model = tf.sequential({ layers });
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        model.setWeights(shapes.map((shape, i) => numbers(shape, i + 1)));
        const x = numbers(xShape, 0);
        const loss = () => penalty((x) => model.apply(x) as tf.Tensor, x);
        const trainable = model.trainableWeights.map((w) => w.read() as tf.Variable);
        assertGradients(tf.variableGrads(loss, trainable), trainable, expected);
      });
      assertEquals(tf.memory().numTensors, before);
      model.dispose();
    });
  }
}

Deno.test("softmaxCrossEntropy() throws when differentiated twice, for its gradient would be wrong", async () => {
  await startBackend("cpu");
  const loss = (x: tf.Tensor) => tf.losses.softmaxCrossEntropy(tf.tensor2d([[0, 1]]), x);
  assertThrows(
    () => tf.tidy(() => tf.grad((x) => tf.sum(tf.square(tf.grad(loss)(x))))(tf.ones([1, 2]))),
    Error,
    "Cannot differentiate softmaxCrossEntropy twice",
  );
});

Deno.test("repairSecondOrder() leaves every bit of first-order gradients on cpu", async () => {
  const program = (repair: string) => `
    ${repair}
    await tf.setBackend("cpu");
    const x = tf.randomNormal([4, 6, 6, 2], 0, 1, "float32", 1);
    const w = tf.randomNormal([3, 3, 2, 3], 0, 1, "float32", 2);
    const v = tf.randomNormal([6, 5], 0, 1, "float32", 3);
    const unary = [tf.tanh, tf.sigmoid, tf.exp, tf.elu, tf.selu, tf.relu, tf.leakyRelu, tf.relu6,
      tf.softplus, tf.softmax, tf.logSoftmax, tf.abs, tf.sqrt, tf.max];
    const bits = (t) => [...new Uint32Array(t.dataSync().slice().buffer)];
    const out = unary.map((f) => bits(tf.grad((x) => tf.mul(f(tf.mul(x, 1.3)), f(x)))(x)));
    const net = (x, w, v) => tf.losses.sigmoidCrossEntropy(tf.ones([4 * 6 * 6 / 2, 5]),
      tf.matMul(tf.maximum(tf.tanh(tf.conv2d(x, w, 1, "same")), -0.5).reshape([-1, 6]), v));
    out.push(...tf.grads(net)([x, w, v]).map(bits));
    console.log(JSON.stringify(out));`;
  const stock = await run(program(""));
  const repaired = await run(program("backend.repairSecondOrder();"));
  assert(stock.output.length > 10_000, stock.errors);
  assert(repaired.output === stock.output, "Some bits differ");
});
