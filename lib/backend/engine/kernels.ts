/**
 * The SIMD kernels, compiled from `kernels/` to `kernels.wasm`.
 *
 * @module
 */

import { isGranted } from "../permissions.ts";

/** A kernel: addresses in bytes, lengths in floats. */
export type Kernel = (...args: number[]) => void;

/** Kernels on n floats, which both threads share: how many addresses come before n. */
// deno-fmt-ignore
export const flatKernels = {
  add: 3, sub: 3, mul: 3, div: 3,
  addScalar: 2, subScalar: 2, subFrom: 2, mulScalar: 2, divScalar: 2, divInto: 2,
  abs: 2, sqrt: 2, rsqrt: 2, exp: 2, relu: 2, leakyRelu: 2, elu: 2, sigmoid: 2, tanh: 2,
  reluGrad: 3, leakyReluGrad: 3, eluGrad: 3, sigmoidGrad: 3, tanhGrad: 3, adam: 4,
};

/** Kernels on rows of w floats, which both threads share: which addresses move on. The last arguments are rows, w. */
// deno-fmt-ignore
export const rowKernels = {
  addRow: [0, 2], subRow: [0, 2], rowSub: [0, 2], mulRow: [0, 2], divRow: [0, 2], normalize: [0, 4],
};

/** Kernels that are parts of other jobs. */
type PartKernel =
  | "fillRows"
  | "sumRows"
  | "sumColumns"
  | "dotColumns"
  | "imagesToRows"
  | "rowsToImages";

/** The name of a kernel; `kernels/` says what each computes. */
export type KernelName = keyof typeof flatKernels | keyof typeof rowKernels | PartKernel;
/** All kernels by name. */
export type Kernels = Record<KernelName, Kernel>;

/**
 * The kernels on a memory.
 *
 * @throws {Error} when this machine has no WebAssembly SIMD, or their file may not be read
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
    if (!isGranted({ name: "read", path: url })) {
      throw new Error("Cannot start the engine: it reads kernels.wasm; run Deno with --allow-read");
    }
    return await Deno.readFile(url);
  }
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}
