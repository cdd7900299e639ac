/**
 * Adam's step in one pass over each weight.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { adamPrototype, type AdamState, gradientDepth, type Moment } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";
import { runFlat } from "./elementwise.ts";
import type { Block } from "./heap.ts";
import { engineName } from "./registry.ts";
import { replaceFunction } from "./replacements.ts";

/**
 * Makes `tf.train.adam` do its step in one kernel per weight while the engine is the current backend.
 *
 * The formula, the moments, `getWeights`, `setWeights` and the number of tensors are tfjs's. Other backends
 * use tfjs's own step, and so do gradients of another shape, which tfjs broadcasts or refuses.
 */
export function installAdam(backend: EngineBackend): void {
  replaceFunction(backend, adamPrototype, "applyGradients", (original) =>
    function (gradients) {
      const list = Array.isArray(gradients)
        ? gradients
        : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
      const usual = list.every(({ name, tensor }, i) => {
        const { accumulatedFirstMoment: first, accumulatedSecondMoment: second } = this;
        return fits(variableOf(name), [tensor, first[i]?.variable, second[i]?.variable]);
      });
      if (tf.getBackend() !== engineName || gradientDepth() > 0 || !usual) {
        original.call(this, gradients);
      } else step(backend, this, list);
    });
}

/** Whether a weight's gradient and moments, as far as there are any, are float32 of the weight's shape. */
function fits(weight: tf.Variable | undefined, others: (tf.Tensor | null | undefined)[]): boolean {
  return weight?.dtype === "float32" && others.every((other) => {
    return !other || (other.dtype === "float32" && tf.util.arraysEqual(other.shape, weight.shape));
  });
}

function variableOf(name: string): tf.Variable | undefined {
  return tf.engine().registeredVariables[name];
}

function step(
  backend: EngineBackend,
  adam: AdamState,
  gradients: { name: string; tensor: tf.Tensor | null }[],
): void {
  const { beta1, beta2, epsilon, learningRate } = adam;
  const [power1, power2] = [adam.accBeta1, adam.accBeta2].map((power) =>
    owned(backend, power).values
  );
  const rate = learningRate / Math.fround(1 - power1![0]!);
  const correction2 = Math.fround(1 - power2![0]!);
  gradients.forEach(({ name, tensor }, i) => {
    const weight = variableOf(name)!;
    adam.accumulatedFirstMoment[i] ??= zeroMoment(`${name}/m`, weight);
    adam.accumulatedSecondMoment[i] ??= zeroMoment(`${name}/v`, weight);
    if (!tensor) return;
    const m = owned(backend, adam.accumulatedFirstMoment[i]!.variable);
    const v = owned(backend, adam.accumulatedSecondMoment[i]!.variable);
    const w = owned(backend, weight), n = w.values.length;
    // deno-fmt-ignore
    runFlat(backend, "adam", n, [
      w.at, m.at, v.at, backend.block(tensor).at, n,
      beta1, beta2, 1 - beta1, 1 - beta2, epsilon, rate, correction2,
    ]);
  });
  power1![0]! *= Math.fround(beta1);
  power2![0]! *= Math.fround(beta2);
  adam.incrementIterations();
}

function zeroMoment(originalName: string, weight: tf.Variable): Moment {
  return {
    originalName,
    variable: tf.tidy(() => tf.zerosLike(weight as tf.Tensor).variable(false)),
  };
}

/** A variable's block, for writing: when another tensor shares it, the variable gets a copy of its own first. */
function owned(backend: EngineBackend, variable: tf.Variable): Block {
  const own = backend.ownBlock(variable);
  if (own) return own;
  const copy = tf.tensor(backend.block(variable).values.slice(), variable.shape, "float32");
  variable.assign(copy);
  copy.dispose();
  return backend.block(variable);
}
