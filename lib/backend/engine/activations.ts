/**
 * Activations and their gradients, and the other operations with one operand.
 *
 * @module
 */

import type * as tf from "@tensorflow/tfjs";
import { type Attributes, runKernel } from "./_tfjs.ts";
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
