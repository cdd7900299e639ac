/**
 * Arithmetic with broadcasting, activations, and their gradients.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { type Attributes, runKernel } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";
import type { Block } from "./heap.ts";
import type { KernelName } from "./kernels.ts";
import { allFloat, registerGradient, registerKernel } from "./register.ts";
import { broadcast, repeatsIn, sameShape, sizeOf } from "./shapes.ts";

/** From so many floats on, two threads are faster than one. */
const shareFrom = 32_768;

/** Runs a kernel on n floats, in both threads when that pays. `args` end with n and scalars. */
export function runFlat(backend: EngineBackend, name: KernelName, n: number, args: number[]): void {
  if (n < shareFrom || backend.team.threads === 1) backend.kernels[name](...args);
  else backend.team.run(name, args, n < 4 * shareFrom ? 2 : 4);
}

/** Runs a kernel on rows of w floats, in both threads when that pays. `args` end with rows, w. */
export function runRows(backend: EngineBackend, name: KernelName, n: number, args: number[]): void {
  const rows = args.at(-2)!;
  if (n < shareFrom || backend.team.threads === 1 || rows < 4) backend.kernels[name](...args);
  else backend.team.run(name, args, 4);
}

/** The kernels that make up an operation with two operands. */
interface Binary {
  /** a op b */
  same: KernelName;
  /** a op s */
  scalar: KernelName;
  /** s op a, when the left operand is the scalar */
  leftScalar: KernelName;
  /** a op row */
  row: KernelName;
  /** row op a, when the left operand is the row */
  leftRow?: KernelName;
}

const binaries: Record<string, Binary> = {
  Add: {
    same: "add",
    scalar: "addScalar",
    leftScalar: "addScalar",
    row: "addRow",
    leftRow: "addRow",
  },
  Sub: {
    same: "sub",
    scalar: "subScalar",
    leftScalar: "subFrom",
    row: "subRow",
    leftRow: "rowSub",
  },
  Multiply: {
    same: "mul",
    scalar: "mulScalar",
    leftScalar: "mulScalar",
    row: "mulRow",
    leftRow: "mulRow",
  },
  RealDiv: { same: "div", scalar: "divScalar", leftScalar: "divInto", row: "divRow" },
};

/** Registers Add, Sub, Multiply and RealDiv, with every form of broadcasting. */
export function registerArithmetic(backend: EngineBackend): void {
  for (const [name, kernels] of Object.entries(binaries)) {
    registerKernel(backend, name, ({ a, b }) => {
      if (!a || !b || !allFloat(a, b)) return undefined;
      return sameShape(a.shape, b.shape)
        ? elementwise(backend, kernels.same, a, [b])
        : broadcasting(backend, kernels, a, b);
    });
  }
}

/** One kernel over operands of the same size, with scalars after them. */
function elementwise(
  backend: EngineBackend,
  name: KernelName,
  first: tf.TensorInfo,
  others: tf.TensorInfo[] = [],
  scalars: number[] = [],
): tf.TensorInfo {
  const a = backend.block(first), n = a.values.length;
  const rest = others.map((t) => backend.block(t).at), o = backend.heap.alloc(n);
  runFlat(backend, name, n, [a.at, ...rest, o.at, n, ...scalars]);
  return backend.output(first.shape, o);
}

function broadcasting(
  backend: EngineBackend,
  kernels: Binary,
  a: tf.TensorInfo,
  b: tf.TensorInfo,
): tf.TensorInfo {
  const { heap } = backend;
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape), n = sizeOf(shape);
  const x = backend.block(a), y = backend.block(b), xn = x.values.length, yn = y.values.length;
  const o = heap.alloc(n);
  if (n === 0) return backend.output(shape, o);
  if (yn === 1 && xn === n) {
    runFlat(backend, kernels.scalar, n, [x.at, o.at, n, y.values[0]!]);
  } else if (xn === 1 && yn === n) {
    runFlat(backend, kernels.leftScalar, n, [y.at, o.at, n, x.values[0]!]);
  } else if (xn === n && repeatsIn(b.shape, shape)) {
    runRows(backend, kernels.row, n, [x.at, y.at, o.at, n / yn, yn]);
  } else if (yn === n && kernels.leftRow && repeatsIn(a.shape, shape)) {
    runRows(backend, kernels.leftRow, n, [y.at, x.at, o.at, n / xn, xn]);
  } else {
    const left = expand(backend, a, shape), right = expand(backend, b, shape);
    runFlat(backend, kernels.same, n, [left.at, right.at, o.at, n]);
    if (left !== x) heap.free(left);
    if (right !== y) heap.free(right);
  }
  return backend.output(shape, o);
}

/** A tensor's values broadcast to a shape: its own block, or a new one. */
function expand(backend: EngineBackend, tensor: tf.TensorInfo, shape: number[]): Block {
  const block = backend.block(tensor), n = sizeOf(shape);
  if (block.values.length === n) return block;
  const expanded = backend.heap.alloc(n);
  broadcast(block.values, tensor.shape, expanded.values, shape);
  return expanded;
}

/** Operations with one operand: the kernel, and the scalars that it takes. */
const unaries: Record<string, [KernelName, scalars?: (attrs: Attributes) => number[]]> = {
  Relu: ["relu"],
  LeakyRelu: ["leakyRelu", ({ alpha }) => [alpha]],
  Elu: ["elu"],
  Sigmoid: ["sigmoid"],
  Tanh: ["tanh"],
  Exp: ["exp"],
  Abs: ["abs"],
  Sqrt: ["sqrt"],
  Rsqrt: ["rsqrt"],
  Neg: ["mulScalar", () => [-1]],
};

/** Operations of the engine alone: gradients with the output or the input beside dy. */
const gradientKernels: Record<string, [KernelName, scalars?: (attrs: Attributes) => number[]]> = {
  EngineReluGrad: ["reluGrad"],
  EngineLeakyReluGrad: ["leakyReluGrad", ({ alpha }) => [alpha]],
  EngineTanhGrad: ["tanhGrad"],
  EngineSigmoidGrad: ["sigmoidGrad"],
};

/** Registers activations, square, absolute value and roots. */
export function registerUnary(backend: EngineBackend): void {
  for (const [name, [kernel, scalars]] of Object.entries(unaries)) {
    registerKernel(backend, name, ({ x }, attrs) => {
      return x && allFloat(x) ? elementwise(backend, kernel, x, [], scalars?.(attrs)) : undefined;
    });
  }
  registerKernel(
    backend,
    "Square",
    ({ x }) => x && allFloat(x) ? elementwise(backend, "mul", x, [x]) : undefined,
  );
  registerKernel(
    backend,
    "EluGrad",
    ({ dy, y }) =>
      dy && y && allFloat(dy, y) ? elementwise(backend, "eluGrad", dy, [y]) : undefined,
  );
  for (const [name, [kernel, scalars]] of Object.entries(gradientKernels)) {
    registerKernel(
      backend,
      name,
      ({ dy, v }, attrs) => elementwise(backend, kernel, dy!, [v!], scalars?.(attrs)),
    );
  }
}

/** Registers one-pass gradients of the activations; returns how to take them away again. */
export function registerActivationGradients(): (() => void)[] {
  const one = (name: string, dy: tf.Tensor, v: tf.Tensor, attrs: Attributes = {}) => ({
    x: () => runKernel(name, { dy, v }, attrs),
  });
  return [
    registerGradient("Relu", { inputs: ["x"] }, (dy, { inputs }) => {
      return allFloat(inputs.x) ? one("EngineReluGrad", dy, inputs.x!) : undefined;
    }),
    registerGradient("LeakyRelu", { inputs: ["x"] }, (dy, { inputs, attrs }) => {
      const alpha = attrs.alpha;
      return allFloat(inputs.x) ? one("EngineLeakyReluGrad", dy, inputs.x!, { alpha }) : undefined;
    }),
    registerGradient("Tanh", { output: true }, (dy, { output }) => {
      return output && allFloat(output) ? one("EngineTanhGrad", dy, output) : undefined;
    }),
    registerGradient("Sigmoid", { output: true }, (dy, { output }) => {
      return output && allFloat(output) ? one("EngineSigmoidGrad", dy, output) : undefined;
    }),
  ];
}
