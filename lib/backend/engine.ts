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
    // Not at the top of this file: a page has no use for it.
    return await import("./engine/mod.ts");
  } catch (cause) {
    if (!String(cause).includes("Module not found")) throw cause;
    throw new Error("The engine's folder, lib/backend/engine, is not here", { cause });
  }
}
