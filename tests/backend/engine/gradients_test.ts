import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { engineName } from "../../../lib/backend/engine/mod.ts";
import { runScript } from "./_process.ts";
import { assertSameOnEngine, on, tensors } from "./_compare.ts";

Deno.test("sigmoidCrossEntropy on the engine gives what cpu gives, with every option", async () => {
  const weights = () => tf.abs(tensors([[13, 2]], 5)[0]!);
  const cases: ((labels: tf.Tensor, logits: tf.Tensor) => tf.Tensor)[] = [
    (z, x) => tf.losses.sigmoidCrossEntropy(z, x),
    (z, x) => tf.mul(3, tf.losses.sigmoidCrossEntropy(z, tf.mul(x, 20))),
    (z, x) => tf.losses.sigmoidCrossEntropy(z, x, weights()),
    (z, x) => tf.losses.sigmoidCrossEntropy(z, x, undefined, 0.1),
    (z, x) => tf.losses.sigmoidCrossEntropy(z, x, undefined, 0, tf.Reduction.SUM),
    (z, x) => tf.losses.sigmoidCrossEntropy(z, x, undefined, 0, tf.Reduction.MEAN),
    (z, x) => tf.losses.sigmoidCrossEntropy(z, x, undefined, 0, tf.Reduction.NONE),
  ];
  for (const compute of cases) {
    await assertSameOnEngine([[13, 2], [13, 2]], (z, x) => compute(z!, x!));
  }
  await assertSameOnEngine([[90, 90], [90, 90]], (z, x) => tf.losses.sigmoidCrossEntropy(z!, x!));
});

Deno.test("sigmoidCrossEntropy on the engine refuses labels of another shape, as tfjs does", async () => {
  await on(engineName, () =>
    tf.tidy(() => {
      let message = "";
      try {
        tf.losses.sigmoidCrossEntropy(tf.ones([2]), tf.ones([3]));
      } catch (error) {
        message = (error as Error).message;
      }
      assertEquals(message.includes("Shapes 2 and 3 must match"), true);
    }));
});

Deno.test("second derivatives on the engine are those of tfjs's own gradients", async () => {
  const networks: ((x: tf.Tensor, w: tf.Tensor) => tf.Tensor)[] = [
    (x, w) => tf.softplus(tf.matMul(x, w)),
    (x, w) => tf.square(tf.matMul(tf.square(x), w)),
    (x, w) => tf.mean(tf.square(tf.matMul(x, w)), 1),
    (x, w) => tf.div(tf.sum(tf.mul(x, x), 1), tf.add(tf.sum(tf.square(w)), 1)),
    (x, w) => tf.sqrt(tf.add(tf.square(tf.matMul(x, w)), 1)),
  ];
  for (const network of networks) {
    const penalty = (x: tf.Tensor, w: tf.Tensor) => {
      const slope = tf.grad((x: tf.Tensor) => network(x, w))(x);
      return tf.mean(tf.square(tf.sub(tf.sqrt(tf.add(tf.sum(tf.square(slope), 1), 1e-3)), 1)));
    };
    await assertSameOnEngine([[6, 5], [5, 4]], (x, w) => penalty(x!, w!));
  }
});

Deno.test("the second derivative of a convolution on the engine is tfjs's", async () => {
  await assertSameOnEngine([[2, 6, 6, 2], [3, 3, 2, 3]], (x, w) => {
    const slope = tf.grad((x: tf.Tensor) =>
      tf.square(tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 2, "same"))
    )(x!);
    return tf.mean(tf.square(slope));
  }, { gradients: false });
});

Deno.test("the second derivative of fused layers on the engine is that of the plain operations", async () => {
  const penalty = (network: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor) =>
    tf.mean(tf.square(tf.grad((x: tf.Tensor) => tf.square(network(x)))(x)));
  await assertSameOnEngine([[6, 5], [5, 4], [4]], (x, w, bias) => {
    const a = (x: tf.Tensor) => x as tf.Tensor2D;
    return tf.getBackend() === "cpu"
      ? penalty((x) => tf.add(tf.matMul(a(x), a(w!)), bias!), x!)
      : penalty((x) => tf.fused.matMul({ a: a(x), b: a(w!), bias: bias! }), x!);
  });
  await assertSameOnEngine([[2, 6, 6, 2], [3, 3, 2, 3], [3]], (x, w, bias) => {
    const a = (x: tf.Tensor) => x as tf.Tensor4D, shared = { strides: 2, pad: "same" } as const;
    return tf.getBackend() === "cpu"
      ? penalty((x) => tf.add(tf.conv2d(a(x), a(w!), 2, "same"), bias!), x!)
      : penalty((x) => tf.fused.conv2d({ x: a(x), filter: a(w!), bias: bias!, ...shared }), x!);
  }, { gradients: false });
});

Deno.test("tf.layers models on the engine compute no gradient that nobody asked for", async () => {
  await tf.setBackend(engineName);
  const layer = tf.layers.dense({ inputShape: [4], units: 3 }), x = tf.ones([2, 4]);
  const model = tf.sequential({ layers: [layer] });
  const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const { kernelNames, kernels } = await tf.profile(() => {
    return tf.variableGrads(() => tf.mean(model.apply(x) as tf.Tensor) as tf.Scalar, [weights[0]!])
      .value;
  });
  const products = kernels.filter(({ name }) => name === "BatchMatMul" || name === "EngineDense");
  assertEquals(kernelNames.includes("_FusedMatMul"), false);
  assertEquals(products.length, 2, "one forward, and one for the weights");
  model.dispose();
  await tf.setBackend("cpu");
});

Deno.test("a gradient inside a gradient on the engine is the closed form", async () => {
  await on(engineName, () =>
    tf.tidy(() => {
      const cube = (x: tf.Tensor) => tf.mul(x, tf.square(x));
      const second = tf.grad((x) => tf.grad(cube)(x))(tf.scalar(2));
      assertAlmostEquals(second.dataSync()[0]!, 12, 1e-5);
    }));
});

Deno.test("importing and installing the engine leaves results on cpu as they were, bit for bit", async () => {
  const script = (install: boolean) => `
    import * as tf from "@tensorflow/tfjs";
    ${
    install
      ? `import { installEngine } from "./lib/backend/engine/mod.ts"; await installEngine();`
      : ""
  }
    await tf.setBackend("cpu");
    const model = tf.sequential({ layers: [
      tf.layers.conv2d({ inputShape: [6, 6, 2], filters: 3, kernelSize: 3, activation: "tanh",
        kernelInitializer: tf.initializers.glorotUniform({ seed: 1 }) }),
      tf.layers.batchNormalization(), tf.layers.leakyReLU(), tf.layers.flatten(),
      tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed: 2 }) }),
    ] });
    const adam = tf.train.adam(0.01), x = tf.randomNormal([4, 6, 6, 2], 0, 1, "float32", 3), one = tf.ones([4, 1]);
    for (let i = 0; i < 5; i++) {
      adam.minimize(() => tf.losses.sigmoidCrossEntropy(one, model.apply(x, { training: true })));
    }
    const bytes = model.getWeights().map((w) => [...new Uint32Array(w.dataSync().slice().buffer)]);
    console.log(JSON.stringify(bytes));`;
  const [plain, installed] = [await runScript(script(false)), await runScript(script(true))];
  assertEquals([plain.code, installed.code], [0, 0], plain.stderr + installed.stderr);
  assertEquals(plain.stdout.length > 100, true);
  assertEquals(installed.stdout, plain.stdout);
});

Deno.test("gradients on the engine are kept apart from tensors that the caller keeps", async () => {
  await on(engineName, () => {
    const [x] = tensors([[4, 3]]) as [tf.Tensor];
    const before = [...x.dataSync()];
    const dy = tf.grad((x: tf.Tensor) => tf.add(x, 0))(x);
    const clone = dy.clone();
    dy.dispose();
    assertEquals([...clone.dataSync()], Array(12).fill(1));
    assertEquals([...x.dataSync()], before);
    tf.dispose([x, clone]);
  });
});
