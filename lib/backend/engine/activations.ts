/**
 * Activations and their gradients, and the other operations that are one kernel.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { type Attributes, runKernel } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";
import { elementwise } from "./elementwise.ts";
import type { KernelName } from "./kernels.ts";
import { registerKernel } from "./registry.ts";
import { addGradient, registerGradient } from "./replacements.ts";

/** An operation that is one kernel: the operands, the kernel, and the scalars that it takes. */
type Operation = [
  operands: [string, ...string[]],
  kernel: KernelName,
  scalars?: (attrs: Attributes) => number[],
];

const slope = ({ alpha }: Attributes) => [alpha];

const operations: Record<string, Operation> = {
  Relu: [["x"], "relu"],
  LeakyRelu: [["x"], "leakyRelu", slope],
  Elu: [["x"], "elu"],
  Sigmoid: [["x"], "sigmoid"],
  Tanh: [["x"], "tanh"],
  Exp: [["x"], "exp"],
  Abs: [["x"], "abs"],
  Sqrt: [["x"], "sqrt"],
  Rsqrt: [["x"], "rsqrt"],
  Neg: [["x"], "mulScalar", () => [-1]],
  Square: [["x", "x"], "mul"],
  EluGrad: [["dy", "y"], "eluGrad"],
  // The engine's own: gradients with the output or the input beside dy.
  EngineReluGrad: [["dy", "v"], "reluGrad"],
  EngineLeakyReluGrad: [["dy", "v"], "leakyReluGrad", slope],
  EngineTanhGrad: [["dy", "v"], "tanhGrad"],
  EngineSigmoidGrad: [["dy", "v"], "sigmoidGrad"],
};

/** Registers these operations, the cast to float32, and one-pass gradients of the activations. */
export function registerActivations(backend: EngineBackend): void {
  for (const [name, [operands, kernel, scalars]] of Object.entries(operations)) {
    registerKernel(backend, name, operands, (inputs, attrs) => {
      const [first, ...others] = operands.map((operand) => inputs[operand]!);
      return elementwise(backend, kernel, first!, others, scalars?.(attrs));
    });
  }
  // cpu's own cast lets the float32 tensor share the data of the integers.
  registerKernel(backend, "Cast", ["x"], ({ x }, { dtype }) => {
    if (dtype !== "float32") return undefined;
    const dataId = backend.write(backend.readSync(x.dataId), x.shape, dtype);
    return { dataId, shape: x.shape, dtype };
  }, ["int32", "bool"]);
  for (const name of ["Tanh", "Sigmoid"]) {
    registerGradient(backend, name, (dy, [y]) => ({
      x: () => runKernel(`Engine${name}Grad`, { dy, v: y! }),
    }));
  }
  for (const name of ["Relu", "LeakyRelu"]) registerPiecewise(backend, name, `Engine${name}Grad`);
}

/**
 * Registers the gradient of an activation made of straight pieces, for gradients of gradients too: it is linear in
 * dy, and does not change with a small change of x.
 */
function registerPiecewise(backend: EngineBackend, kernelName: string, gradient: string): void {
  const run = (dy: tf.Tensor, v: tf.Tensor, attrs: Attributes) =>
    runKernel(gradient, { dy, v }, { ...attrs });
  addGradient(backend, {
    kernelName: gradient,
    inputsToSave: ["v"],
    gradFunc: (ddx, [v], attrs) => ({
      dy: () => run(ddx as tf.Tensor, v!, attrs as Attributes),
      v: () => tf.zerosLike(v!),
    }),
  });
  const everyOrder = true;
  registerGradient(
    backend,
    kernelName,
    (dy, [x], attrs) => ({ x: () => run(dy, x!, attrs) }),
    everyOrder,
  );
}
