/**
 * Activations and their gradients, and the other operations with one operand.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { type Attributes, type Gradients, runKernel } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";
import { elementwise } from "./elementwise.ts";
import type { KernelName } from "./kernels.ts";
import { allFloat, registerGradient, registerKernel } from "./register.ts";

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

/** Registers activations, square, absolute value, roots, and the cast to float32. */
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
  // cpu's own cast lets the float32 tensor share the data of the integers.
  registerKernel(backend, "Cast", ({ x }, { dtype }) => {
    if (dtype !== "float32" || (x?.dtype !== "int32" && x?.dtype !== "bool")) return undefined;
    const dataId = backend.write(backend.readSync(x.dataId), x.shape, dtype);
    return { dataId, shape: x.shape, dtype };
  });
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
  const one = (name: string, dy: tf.Tensor, v: tf.Tensor) => ({
    x: () => runKernel(name, { dy, v }),
  });
  return [
    registerPiecewise("Relu", "EngineReluGrad"),
    registerPiecewise("LeakyRelu", "EngineLeakyReluGrad"),
    registerGradient("Tanh", { output: true }, (dy, { output }) => {
      return output && allFloat(output) ? one("EngineTanhGrad", dy, output) : undefined;
    }),
    registerGradient("Sigmoid", { output: true }, (dy, { output }) => {
      return output && allFloat(output) ? one("EngineSigmoidGrad", dy, output) : undefined;
    }),
  ];
}

/**
 * Registers the gradient of an activation made of straight pieces, for gradients of gradients too: it is linear in
 * dy, and does not change with a small change of x.
 */
function registerPiecewise(kernelName: string, gradient: string): () => void {
  const run = (dy: tf.Tensor, v: tf.Tensor, attrs: Attributes) =>
    runKernel(gradient, { dy, v }, attrs);
  tf.registerGradient({
    kernelName: gradient,
    inputsToSave: ["v"],
    gradFunc: (ddx, [v], attrs): Gradients => ({
      dy: () => run(ddx as tf.Tensor, v!, attrs as Attributes),
      v: () => tf.zerosLike(v!),
    }),
  });
  const restore = registerGradient(
    kernelName,
    { inputs: ["x"], everyOrder: true },
    (dy, { inputs: { x }, attrs }) =>
      x && allFloat(x, dy) ? { x: () => run(dy, x, { ...attrs }) } : undefined,
  );
  return () => {
    tf.unregisterGradient(gradient);
    restore();
  };
}
