import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { assertSameOnEngine, type Computation } from "./_compare.ts";

const side = fc.integer({ min: 1, max: 9 });
const seed = fc.integer({ min: 1, max: 1e6 });
const runs = { numRuns: 60 };

/** A shape of rank 0 to 4, with now and then an empty side. */
const shape = fc.array(
  fc.oneof({ weight: 12, arbitrary: side }, { weight: 1, arbitrary: fc.constant(0) }),
  {
    maxLength: 4,
  },
);

/** Two shapes that broadcast to each other: sides are dropped at the front or made 1. */
const broadcastPair = fc.tuple(
  fc.array(side, { minLength: 0, maxLength: 4 }),
  fc.array(fc.constantFrom("both", "both", "left", "right"), { minLength: 4, maxLength: 4 }),
  fc.integer({ min: 0, max: 4 }),
  fc.boolean(),
).map(([full, which, drop, swap]) => {
  const left = full.map((n, i) => which[i] === "left" ? 1 : n);
  const right = full.map((n, i) => which[i] === "right" ? 1 : n).slice(Math.min(drop, full.length));
  return swap ? [right, left] : [left, right];
});

const binary: Record<string, Computation> = {
  add: (a, b) => tf.add(a!, b!),
  sub: (a, b) => tf.sub(a!, b!),
  mul: (a, b) => tf.mul(a!, b!),
  div: (a, b) => tf.div(a!, tf.add(tf.square(b!), 0.5)),
  "1 / b": (a, b) => tf.mul(a!, tf.div(1, tf.add(tf.square(b!), 0.5))),
  "1 - b": (a, b) => tf.mul(a!, tf.sub(1, b!)),
  "b - 3": (a, b) => tf.mul(a!, tf.sub(b!, 3)),
};
for (const [name, compute] of Object.entries(binary)) {
  Deno.test(`${name} on the engine gives what cpu gives, for every form of broadcasting`, async () => {
    await fc.assert(
      fc.asyncProperty(
        broadcastPair,
        seed,
        (shapes, seed) => assertSameOnEngine(shapes, compute, { seed }),
      ),
      runs,
    );
  });
}

const unary: Record<string, Computation> = {
  relu: (x) => tf.relu(x!),
  leakyRelu: (x) => tf.leakyRelu(x!, 0.3),
  elu: (x) => tf.elu(x!),
  sigmoid: (x) => tf.sigmoid(x!),
  tanh: (x) => tf.tanh(x!),
  exp: (x) => tf.exp(x!),
  abs: (x) => tf.abs(x!),
  neg: (x) => tf.neg(x!),
  square: (x) => tf.square(x!),
  sqrt: (x) => tf.sqrt(tf.add(tf.abs(x!), 0.1)),
  rsqrt: (x) => tf.rsqrt(tf.add(tf.abs(x!), 0.1)),
  softplus: (x) => tf.softplus(x!),
  clipByValue: (x) => tf.clipByValue(x!, -1, 1),
};
for (const [name, compute] of Object.entries(unary)) {
  Deno.test(`${name} on the engine gives what cpu gives, for every shape`, async () => {
    await fc.assert(
      fc.asyncProperty(
        shape,
        seed,
        (shape, seed) =>
          assertSameOnEngine([shape], compute, { seed, gradients: !shape.includes(0) }),
      ),
      runs,
    );
  });
}

Deno.test("elementwise work on the engine gives what cpu gives, when both threads share it", async () => {
  for (const n of [32_768, 40_001, 131_077, 300_003]) {
    await assertSameOnEngine(
      [[n], [n]],
      (a, b) => tf.mul(tf.tanh(a!), tf.add(tf.relu(b!), tf.sigmoid(a!))),
    );
  }
  for (const [rows, w] of [[128, 784], [131, 401], [7, 9999]] as const) {
    await assertSameOnEngine(
      [[rows, w], [w], [rows, 1]],
      (a, row, column) => tf.sub(tf.mul(tf.add(a!, row!), tf.sub(row!, a!)), tf.mul(a!, column!)),
    );
  }
});

Deno.test("sigmoid, tanh, elu and exp on the engine give what cpu gives, over their whole range", async () => {
  const range = () => tf.linspace(-120, 88, 20_801);
  for (const compute of [tf.sigmoid, tf.tanh, tf.elu, (x: tf.Tensor) => tf.log(tf.exp(x))]) {
    await assertSameOnEngine([], () => compute(range()), { gradients: false, tolerance: 1e-6 });
  }
});

const special = [NaN, Infinity, -Infinity, 0, -0, 1e-40, 3e38, -3e38, 100, -100, 88.9, -103, 1, -1];
const specials = () => tf.tensor1d(special);
const passing: Record<string, Computation> = {
  ...unary,
  add: () => tf.add(specials(), tf.reverse(specials())),
  mul: () => tf.mul(specials(), tf.reverse(specials())),
  "matMul row": () => tf.matMul(specials().reshape([1, -1]), tf.ones([special.length, 3])),
  "matMul outer": () => tf.matMul(specials().reshape([-1, 1]), tf.ones([1, 5])),
  "matMul by zero": () => tf.matMul(specials().reshape([-1, 1]), tf.zeros([1, 5])),
  "matMul to one column": () =>
    tf.matMul(tf.outerProduct(specials(), tf.ones([6])), tf.zeros([6, 1])),
  sum: () => tf.sum(specials().reshape([7, 2]), 0),
  mean: () => tf.mean(specials().reshape([7, 2]), 1),
};
delete passing.softplus;
for (const [name, compute] of Object.entries(passing)) {
  Deno.test(`${name} on the engine passes NaN and infinity on as cpu does`, async () => {
    await assertSameOnEngine([], () => compute(specials()), { gradients: false });
  });
}
for (const name of ["relu", "leakyRelu", "tanh", "sigmoid", "elu"]) {
  Deno.test(`the gradient of ${name} on the engine passes NaN and infinity on as cpu does`, async () => {
    const gradient = tf.grad((x: tf.Tensor) => unary[name]!(x));
    await assertSameOnEngine([[special.length]], (dy) => gradient(specials(), dy!), {
      gradients: false,
    });
  });
}

const reductions: Record<string, (x: tf.Tensor, axis: number[], keep: boolean) => tf.Tensor> = {
  sum: (x, axis, keep) => tf.sum(x, axis, keep),
  mean: (x, axis, keep) => tf.mean(x, axis, keep),
  variance: (x, axis, keep) => tf.moments(x, axis, keep).variance,
};
for (const [name, reduce] of Object.entries(reductions)) {
  Deno.test(`${name} on the engine gives what cpu gives, over any axes`, async () => {
    const cases = fc.tuple(
      fc.array(side, { minLength: 1, maxLength: 4 }),
      fc.nat(15),
      fc.boolean(),
      seed,
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([shape, mask, keep, seed]) => {
        const axis = shape.map((_, i) => i).filter((i) => mask & (1 << i));
        if (axis.length > 0) {
          await assertSameOnEngine([shape], (x) => reduce(x!, axis, keep), { seed });
        }
      }),
      runs,
    );
  });
  Deno.test(`${name} on the engine gives what cpu gives, when both threads share it`, async () => {
    for (const shape of [[128, 784], [5000, 32], [4001, 13], [40_001, 1]]) {
      for (const axis of [[0], [1], [0, 1]]) {
        await assertSameOnEngine([shape], (x) => reduce(tf.add(x!, 3), axis, false));
      }
    }
    await assertSameOnEngine([[9, 14, 14, 32]], (x) => reduce(x!, [0, 1, 2], false));
    await assertSameOnEngine([[9, 14, 14, 32]], (x) => reduce(x!, [1, 2], false));
  });
}
