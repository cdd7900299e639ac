/**
 * How the engine's kernels and gradients take their places in tfjs's registries.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { type Attributes, gradientDepth, type Gradients, type Inputs } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";

/** The name under which the engine is registered with tfjs. */
export const engineName = "engine";

/**
 * A kernel of the engine.
 *
 * @returns The output, or undefined to leave these inputs to the cpu backend's kernel.
 */
export type EngineKernel = (
  inputs: Inputs,
  attrs: Attributes,
) => tf.TensorInfo | undefined;

/** Puts a kernel before the cpu backend's kernel of the same name, which serves what it declines. */
export function registerKernel(
  backend: EngineBackend,
  kernelName: string,
  kernel: EngineKernel,
): void {
  const base = tf.getKernel(kernelName, "cpu");
  if (tf.getKernel(kernelName, engineName)) tf.unregisterKernel(kernelName, engineName);
  tf.registerKernel({
    kernelName,
    backendName: engineName,
    kernelFunc: ({ inputs, attrs }) => {
      const output = attempt(backend, () => kernel(inputs as Inputs, attrs as Attributes));
      if (output) return output;
      if (!base) {
        throw new Error(`Cannot run ${kernelName}: the engine has no kernel for these inputs`);
      }
      return base.kernelFunc({ inputs, attrs, backend });
    },
  });
}

/** Runs a kernel, and gives its memory back when it throws. */
function attempt(
  { heap, team }: EngineBackend,
  kernel: () => tf.TensorInfo | undefined,
): tf.TensorInfo | undefined {
  try {
    return kernel();
  } catch (error) {
    // The worker of a broken team may still write to it.
    if (!team.broken) heap.freeLoose();
    throw error;
  }
}

/** Whether all of these tensors hold float32. */
export function allFloat(...tensors: (tf.TensorInfo | null | undefined)[]): boolean {
  return tensors.every((t) => !t || t.dtype === "float32");
}

/** What a fast gradient works with. */
export interface Saved {
  /** The saved inputs by name. */
  inputs: Record<string, tf.Tensor>;
  /** The saved output. */
  output: tf.Tensor | undefined;
  attrs: Attributes;
}

/** A gradient in the engine's own kernels: for each input, how to compute its gradient; or undefined to decline. */
export type FastGradient = (dy: tf.Tensor, saved: Saved) => Gradients | undefined;

/** What a gradient is registered with: the inputs that it needs, and whether it needs the output. */
export interface Needs {
  inputs?: string[];
  output?: boolean;
  /** Whether the fast gradient can itself be differentiated. @default {false} */
  everyOrder?: boolean;
}

/**
 * Puts a fast gradient before the registered one.
 *
 * The registered one serves every other backend. It also serves while an outer gradient is recording, unless the
 * fast one has itself a gradient, as those made of tfjs's own operations have.
 *
 * @returns A function that puts the registered one back.
 * @throws {Error} If tfjs has no gradient for this kernel.
 */
export function registerGradient(
  kernelName: string,
  needs: Needs,
  fast: FastGradient,
): () => void {
  const old = tf.getGradient(kernelName);
  if (!old) throw new Error(`Cannot speed up the gradient of ${kernelName}: tfjs has none`);
  const names = old.inputsToSave ?? [];
  const inputsToSave = [...names, ...(needs.inputs ?? []).filter((name) => !names.includes(name))];
  const oldOutput = old.outputsToSave?.[0] ?? false,
    saveOutput = oldOutput || (needs.output ?? false);
  const config: tf.GradConfig = {
    ...old,
    kernelName,
    inputsToSave,
    outputsToSave: saveOutput ? [true] : [],
    gradFunc: (dy, saved, attrs) => {
      const output = saveOutput ? saved[inputsToSave.length] : undefined;
      if (tf.getBackend() === engineName && (needs.everyOrder || gradientDepth() === 0)) {
        const inputs = Object.fromEntries(inputsToSave.map((name, i) => [name, saved[i]!]));
        const gradients = fast(dy as tf.Tensor, { inputs, output, attrs: attrs as Attributes });
        if (gradients) return gradients;
      }
      const asBefore = saved.slice(0, names.length);
      if (oldOutput && output) asBefore.push(output);
      return old.gradFunc(dy, asBefore, attrs);
    },
  };
  replace(config);
  return () => {
    if (tf.getGradient(kernelName) === config) replace(old);
  };
}

function replace(config: tf.GradConfig): void {
  tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}
