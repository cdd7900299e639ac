/**
 * The backends that {@link useBackend} may choose. tfjs's WebAssembly backend, which takes repairs, is in `wasm/`.
 *
 * @module
 */

/** The backend that runs, and the reason. */
export interface ChosenBackend {
  /** The name under which tfjs knows it, as `tf.getBackend()` gives it. */
  name: string;
  /** Why this one runs and those before it do not, in words for a reader. */
  why: string;
}

/**
 * One way of running the maths: registers a backend with tfjs without switching to it, so that a failure leaves no
 * trace. It throws one sentence that says why the backend cannot run here.
 */
export type Candidate = (
  options: { wasmPath?: string; threads?: 1 | 2 },
) => Promise<ChosenBackend>;

/**
 * The fastest candidate, the project's own: BLAS by FFI and SIMD kernels on shared memory. It lives in a folder of its
 * own, without which the project still works.
 */
export const engine: Candidate = async ({ threads }) => {
  if (!("Deno" in globalThis)) throw new Error("The engine calls BLAS by FFI, which needs Deno");
  // Not at the top of this file: a page has no use for it.
  const { installEngine } = await import("./engine/mod.ts").catch((cause) => {
    if (!String(cause).includes("Module not found")) throw cause;
    throw new Error("The engine's folder, lib/backend/engine, is not here", { cause });
  });
  const { name, why } = await installEngine({ threads });
  return { name, why };
};

/** The candidate of last resort, plain JavaScript, and the reference that the others are tested against. */
export const cpu: Candidate = () =>
  Promise.resolve({ name: "cpu", why: "plain JavaScript, slow but always there" });

/**
 * tfjs's WebGPU backend, for those who ask for it: which of card and processor is faster depends on the network, and
 * small ones lose on a card. A loop must read its results by `await tensor.data()`.
 */
export const webgpu: Candidate = async () => {
  const adapter = await globalThis.navigator?.gpu?.requestAdapter();
  if (!adapter) throw new Error("WebGPU finds no graphics card here");
  const { isFallbackAdapter, description, vendor } = adapter.info;
  const named = description || vendor || "a card that does not say its name";
  if (isFallbackAdapter) throw new Error(`WebGPU finds only an imitation in software, ${named}`);
  // Not at the top of this file: importing the package makes it tfjs's default backend.
  await import("@tensorflow/tfjs-backend-webgpu");
  return { name: "webgpu", why: `WebGPU on ${named}` };
};
