/**
 * What the engine puts in the place of tfjs's own gradients and functions, until its backend is disposed of.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { type Attributes, gradientDepth, type Gradients } from "./_tfjs.ts";
import type { EngineBackend } from "./backend.ts";
import { engineName } from "./registry.ts";

/**
 * Puts a fast gradient before the registered one, until the backend is disposed of.
 *
 * The registered one serves every other backend and other types than float32. It also serves while an outer gradient
 * is recording, unless the fast one has itself a gradient, as those made of tfjs's own operations have.
 *
 * @param backend the engine
 * @param kernelName whose gradient it is
 * @param fast is given what the registered one saves, and says for each input how to compute its gradient; or returns
 *   undefined to decline
 * @param everyOrder whether the fast one can itself be differentiated
 * @throws {Error} when tfjs has no gradient for this kernel
 */
export function registerGradient(
  backend: EngineBackend,
  kernelName: string,
  fast: (dy: tf.Tensor, saved: tf.Tensor[], attrs: Attributes) => Gradients | undefined,
  everyOrder = false,
): void {
  const old = tf.getGradient(kernelName);
  if (!old) throw new Error(`Cannot speed up the gradient of ${kernelName}: tfjs has none`);
  const config: tf.GradConfig = {
    ...old,
    gradFunc: (dys, saved, attrs) => {
      const dy = dys as tf.Tensor;
      const fits = tf.getBackend() === engineName && (everyOrder || gradientDepth() === 0) &&
        [dy, ...saved].every((tensor) => tensor?.dtype === "float32");
      return fits && fast(dy, saved, attrs as Attributes) || old.gradFunc(dy, saved, attrs);
    },
  };
  replace(config);
  backend.undo.push(() => {
    if (tf.getGradient(kernelName) === config) replace(old);
  });
}

function replace(config: tf.GradConfig): void {
  tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}

/** Registers the gradient of a kernel that only the engine has, until the backend is disposed of. */
export function addGradient(backend: EngineBackend, config: tf.GradConfig): void {
  tf.registerGradient(config);
  backend.undo.push(() => tf.unregisterGradient(config.kernelName));
}

/**
 * Puts a function in the place of one of tfjs's, until the backend is disposed of or somebody else has taken the place.
 *
 * @param backend the engine
 * @param owner what has the function
 * @param name its name there
 * @param make makes the new one, which may call the old one
 */
export function replaceFunction<Owner, Name extends keyof Owner>(
  backend: EngineBackend,
  owner: Owner,
  name: Name,
  make: (original: Owner[Name]) => Owner[Name],
): void {
  const original = owner[name], made = make(original);
  owner[name] = made;
  backend.undo.push(() => {
    if (owner[name] === made) owner[name] = original;
  });
}
