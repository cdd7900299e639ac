/**
 * The choice of a backend.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import "./quiet.ts";
import { type Candidate, type ChosenBackend, cpu, engine, webgpu } from "./candidates.ts";
import { repairSecondOrder } from "./second_order/mod.ts";
import { wasm } from "./wasm/mod.ts";

export type { ChosenBackend } from "./candidates.ts";

/** A backend that a reader can ask for. */
export type BackendName = "engine" | "wasm" | "cpu" | "webgpu";

/** Options of {@link useBackend}. */
export interface UseBackendOptions {
  /**
   * The backend to try first; the rest of the order follows it.
   *
   * @default {"engine"}
   */
  prefer?: BackendName;
  /**
   * Where a page serves the .wasm files of tfjs: a URL that ends with a slash.
   *
   * @default {undefined} Beside the package, which serves Deno and Node.
   */
  wasmPath?: string;
  /**
   * How many threads the engine computes with; the first call decides. Their number changes no bit of any result.
   *
   * @default {2}, or 1 on a machine with one core; `GAN_CLINIC_THREADS` names another number
   */
  threads?: 1 | 2;
}

const candidates: Record<BackendName, Candidate> = { engine, wasm, cpu, webgpu };

/** The order in which they are tried. */
const order: readonly BackendName[] = ["engine", "wasm", "cpu"];

const attempts = new Map<BackendName, Promise<ChosenBackend>>();

/**
 * Switches tfjs to the fastest backend that runs here and says which one it is, and why.
 *
 * The order is: the project's engine, tfjs's WebAssembly backend (repaired), tfjs's cpu backend;
 * WebGPU only where asked for. Gradients of gradients are right on all of them. A backend that
 * cannot run is passed over and its reason told in `why`. The environment variable
 * `GAN_CLINIC_BACKEND` forces one, without falling back; `GAN_CLINIC_THREADS` is the engine's number
 * of threads. Calling this again is cheap.
 *
 * @param given what to try first, and where a page serves the .wasm files
 * @returns the name of the backend under tfjs, and the reason in words
 * @throws {TypeError} when `prefer` or `GAN_CLINIC_BACKEND` names no backend, or `GAN_CLINIC_THREADS` is no number of
 *   threads
 * @throws {Error} when the forced backend cannot run here
 *
 * @example Ask for the plain backend
 * ```ts
 * import { useBackend } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * const { name } = await useBackend({ prefer: "cpu" });
 * assertEquals(name, Deno.env.get("GAN_CLINIC_BACKEND") ?? "cpu");
 * ```
 */
export async function useBackend(given: UseBackendOptions = {}): Promise<ChosenBackend> {
  const { prefer } = given, threads = given.threads ?? threadsFromEnvironment();
  const options = threads === undefined ? given : { ...given, threads };
  repairSecondOrder();
  const forced = fromEnvironment("GAN_CLINIC_BACKEND");
  if (forced) {
    return await attempt(checkName(forced, "GAN_CLINIC_BACKEND"), options);
  }
  const first = prefer === undefined ? [] : [checkName(prefer, "prefer")];
  const failures: string[] = [];
  for (const name of new Set([...first, ...order])) {
    try {
      const chosen = await attempt(name, options);
      return { ...chosen, why: [chosen.why, ...failures].join("; ") };
    } catch (error) {
      failures.push(`not ${name}: ${(error as Error).message.split("\n", 1)[0]}`);
    }
  }
  throw new Error(`Cannot find a backend that runs here: ${failures.join("; ")}`);
}

/** Starts a candidate once, however often it is asked for, and makes tfjs use it. */
async function attempt(name: BackendName, options: UseBackendOptions): Promise<ChosenBackend> {
  let started = attempts.get(name);
  if (!started) attempts.set(name, started = candidates[name](options));
  const chosen = await started;
  if (tf.getBackend() !== chosen.name && !await tf.setBackend(chosen.name)) {
    throw new Error(`tfjs could not initialise its ${chosen.name} backend`);
  }
  return chosen;
}

function checkName(name: string, source: string): BackendName {
  if (Object.hasOwn(candidates, name)) return name as BackendName;
  const known = Object.keys(candidates).join(", ");
  throw new TypeError(`Cannot use the backend named by ${source}: expected ${known}, got ${name}`);
}

function threadsFromEnvironment(): 1 | 2 | undefined {
  const given = fromEnvironment("GAN_CLINIC_THREADS");
  if (!given) return undefined;
  const threads = Number(given);
  if (threads === 1 || threads === 2) return threads;
  throw new TypeError(`Cannot use GAN_CLINIC_THREADS: expected 1 or 2, got ${given}`);
}

/** Nothing in a page, which has no environment, and in a script that may not read it. */
function fromEnvironment(variable: string): string | undefined {
  try {
    return globalThis.Deno?.env.get(variable);
  } catch {
    return undefined;
  }
}
