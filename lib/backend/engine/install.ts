/**
 * Starts the engine and ends it.
 *
 * @module
 */

import * as tf from "@tensorflow/tfjs";
import { isGranted } from "../permissions.ts";
import { EngineBackend } from "./backend.ts";
import { type Blas, findBlas } from "./blas.ts";
import { Heap, sharedMemory } from "./heap.ts";
import { makeJobs } from "./make_jobs.ts";
import { loadKernels } from "./kernels.ts";
import { engineName } from "./registry.ts";
import { registerAll } from "./register_all.ts";
import { Team } from "./team.ts";

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
 * @param options how to start it
 * @returns what the engine runs on
 * @throws {RangeError} when `threads` is neither 1 nor 2
 * @throws {Error} when FFI is not permitted, no BLAS library is found, or this machine has no shared memory or no
 *   SIMD; nothing is registered then
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
  if (!isGranted({ name: "ffi" })) {
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
  const backend = new EngineBackend(new Heap(memory), kernels, team, () => {
    for (const { kernelName } of tf.getKernelsForBackend(engineName)) {
      tf.unregisterKernel(kernelName, engineName);
    }
    team.stop();
    library.close();
    installed = undefined;
  });
  registerAll(backend);
  const words = team.threads === 1 ? "one thread" : "two threads";
  const file = library.path.split(/[\\/]/).at(-1);
  const chosen = library.kernels ? ` (${library.kernels} kernels)` : "";
  const why = `matrix products by ${file}${chosen} in ${words}${alone}`;
  return { name: engineName, threads: team.threads, blas: library.path, why };
}
