/**
 * A tfjs backend that trains at native speed: matrix products by a BLAS library, the rest in SIMD kernels, on one
 * shared memory and two threads.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { registerActivationGradients, registerUnary } from "./activations.ts";
import { installAdam } from "./adam.ts";
import { registerArithmetic } from "./arithmetic.ts";
import { EngineBackend } from "./backend.ts";
import { registerBatchNorm, registerBatchNormGradient } from "./batch_norm.ts";
import { type Blas, findBlas } from "./blas.ts";
import { registerConv2d } from "./conv2d.ts";
import { installFused } from "./fused.ts";
import { Heap, sharedMemory } from "./heap.ts";
import { makeJobs } from "./jobs.ts";
import { loadKernels } from "./kernels.ts";
import { registerMatMul } from "./mat_mul.ts";
import { registerReductionGradients, registerReductions } from "./reduce.ts";
import { engineName } from "./register.ts";
import { installSigmoidCrossEntropy } from "./sigmoid_cross_entropy.ts";
import { Team } from "./team.ts";

export { engineName };

/** How to start the engine. */
export interface EngineOptions {
  /**
   * How many threads compute: 1 or 2.
   *
   * @default {2}, or 1 on a machine with one core
   */
  threads?: number;
  /**
   * A BLAS library's path or name.
   *
   * @default {undefined}, the one that `GAN_CLINIC_BLAS` names, else the first that is found
   */
  blas?: string;
}

/** What the engine runs on. */
export interface EngineInfo {
  /** The backend's name in tfjs. */
  name: string;
  /** How many threads compute. */
  threads: number;
  /** The BLAS library in use. */
  blas: string;
  /** The choice in words. */
  why: string;
}

let installed: Promise<EngineInfo> | undefined;

/**
 * Registers the engine with tfjs, under {@link engineName}; `tf.setBackend` then chooses it.
 *
 * Call it after anything that registers gradients: the engine's gradients stand before those that it finds, and
 * leave to them other backends and higher derivatives. A second call changes nothing.
 *
 * @param options How to start it.
 * @returns What the engine runs on.
 * @throws {RangeError} If `threads` is neither 1 nor 2.
 * @throws {Error} If FFI is not permitted, no BLAS library is found, or this machine has no shared memory or no
 *   SIMD. Nothing is registered then.
 */
export function installEngine(options: EngineOptions = {}): Promise<EngineInfo> {
  installed ??= install(options).catch((error) => {
    installed = undefined;
    throw error;
  });
  return installed;
}

async function install({ threads, blas }: EngineOptions): Promise<EngineInfo> {
  const count = threads ?? Math.min(2, navigator.hardwareConcurrency);
  if (count !== 1 && count !== 2) {
    throw new RangeError(`Cannot start the engine: expected 1 or 2 threads, got ${count}`);
  }
  if (Deno.permissions.querySync({ name: "ffi" }).state !== "granted") {
    throw new Error("Cannot start the engine: it calls BLAS by FFI; run Deno with --allow-ffi");
  }
  const memory = sharedMemory(), library = findBlas(blas);
  try {
    return await start(memory, library, count);
  } catch (error) {
    library.close();
    throw error;
  }
}

/** Unregisters the engine and ends its worker. Its tensors are lost; choose another backend afterwards. */
export function disposeEngine(): void {
  if (tf.findBackendFactory(engineName)) tf.removeBackend(engineName);
}

async function start(
  memory: WebAssembly.Memory,
  library: Blas,
  threads: number,
): Promise<EngineInfo> {
  const kernels = await loadKernels(memory);
  const base = Number(
    Deno.UnsafePointer.value(Deno.UnsafePointer.of(new Uint8Array(memory.buffer))),
  );
  const team = new Team(makeJobs({ kernels, sgemm: library.sgemm, base }), memory);
  let alone = "";
  if (threads > 1) {
    try {
      await team.start({ memory, blasPath: library.path, base });
    } catch (error) {
      alone = `; no second thread: ${error instanceof Error ? error.message : error}`;
    }
  }
  const undo: (() => void)[] = [];
  const backend = new EngineBackend(new Heap(memory), kernels, team, () => {
    undo.forEach((restore) => restore());
    for (const { kernelName } of tf.getKernelsForBackend(engineName)) {
      tf.unregisterKernel(kernelName, engineName);
    }
    team.stop();
    library.close();
    installed = undefined;
  });
  undo.push(...register(backend));
  const words = team.threads === 1 ? "one thread" : "two threads";
  const file = library.path.split(/[\\/]/).at(-1);
  const why = `matrix products by ${file} in ${words}${alone}`;
  return { name: engineName, threads: team.threads, blas: library.path, why };
}

/** Registers backend, kernels and gradients; returns how to restore what they replaced. */
function register(backend: EngineBackend): (() => void)[] {
  tf.registerBackend(engineName, () => backend, 4);
  // tfjs disposes of a backend only if it has been asked for once.
  tf.findBackend(engineName);
  tf.copyRegisteredKernels("cpu", engineName);
  registerArithmetic(backend);
  registerUnary(backend);
  registerMatMul(backend);
  registerConv2d(backend);
  registerReductions(backend);
  registerBatchNorm(backend);
  return [
    ...registerActivationGradients(),
    ...registerReductionGradients(),
    ...registerBatchNormGradient(),
    installAdam(backend),
    installFused(backend),
    installSigmoidCrossEntropy(backend),
  ];
}
