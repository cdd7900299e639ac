/**
 * The project's own engine: BLAS by FFI and SIMD kernels on shared memory.
 *
 * @module
 */
import type { Candidate, ChosenBackend } from "./candidate.ts";

interface EngineModule {
  installEngine(options: { threads?: 1 | 2 }): Promise<ChosenBackend>;
}

/** The fastest candidate. It lives in a folder of its own, without which the project still works. */
export const engine: Candidate = {
  name: "engine",
  async start({ threads }) {
    if (!("Deno" in globalThis)) throw new Error("The engine calls BLAS by FFI, which needs Deno");
    const { installEngine } = await load();
    const { name, why } = await installEngine(threads === undefined ? {} : { threads });
    return { name, why };
  },
};

async function load(): Promise<EngineModule> {
  try {
    // Computed, so that bundlers and type checks do not insist on a folder that may be left out.
    return await import(new URL("./engine/mod.ts", import.meta.url).href);
  } catch (cause) {
    if (!String(cause).includes("Module not found")) throw cause;
    throw new Error("The engine's folder, lib/backend/engine, is not here", { cause });
  }
}
