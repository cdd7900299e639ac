/**
 * The SIMD kernels, compiled from `kernels/` to `kernels.wasm`.
 *
 * @module
 */

/** A kernel: addresses in bytes, lengths in floats. */
export type Kernel = (...args: number[]) => void;

/** The names of all kernels; `kernels/` says what each computes. */
export const kernelNames = [
  ...[
    "add",
    "sub",
    "mul",
    "div",
    "addScalar",
    "subScalar",
    "subFrom",
    "mulScalar",
    "divScalar",
    "divInto",
  ],
  ...["abs", "sqrt", "rsqrt", "exp", "relu", "leakyRelu", "elu", "sigmoid", "tanh"],
  ...["reluGrad", "leakyReluGrad", "eluGrad", "sigmoidGrad", "tanhGrad"],
  ...["addRow", "subRow", "rowSub", "mulRow", "divRow", "normalize", "fillRows"],
  ...["sumRows", "sumColumns", "dotColumns", "adam", "imagesToRows", "rowsToImages"],
] as const;

/** One of {@link kernelNames}. */
export type KernelName = typeof kernelNames[number];
/** All kernels by name. */
export type Kernels = Record<KernelName, Kernel>;

/**
 * The kernels on a memory.
 *
 * @throws {Error} If this machine has no WebAssembly SIMD, or their file may not be read.
 */
export async function loadKernels(memory: WebAssembly.Memory): Promise<Kernels> {
  const bytes = await readModule();
  if (!WebAssembly.validate(bytes)) {
    throw new Error("Cannot start the engine: this machine runs no WebAssembly SIMD");
  }
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
  return instance.exports as unknown as Kernels;
}

async function readModule(): Promise<Uint8Array<ArrayBuffer>> {
  const url = new URL("kernels.wasm", import.meta.url);
  if (url.protocol === "file:") {
    if (Deno.permissions.querySync({ name: "read", path: url }).state !== "granted") {
      throw new Error("Cannot start the engine: it reads kernels.wasm; run Deno with --allow-read");
    }
    return await Deno.readFile(url);
  }
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}
