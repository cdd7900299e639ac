/**
 * tfjs's WebAssembly backend, repaired so that networks train on it.
 *
 * @module
 */
import "@tensorflow/tfjs";
import type { Candidate } from "../candidates.ts";
import { addFilterGradient } from "./filter_gradient.ts";
import { repairInputGradient } from "./input_gradient.ts";
import { repairMatMul } from "./mat_mul.ts";
import { repairPadding } from "./padding.ts";

/** The candidate that needs nothing but npm: no library, no permission, no shared memory. */
export const wasm: Candidate = async ({ wasmPath }) => {
  // Not at the top of this file: importing the package makes it tfjs's default backend.
  const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
  if (wasmPath !== undefined) setWasmPaths(wasmPath);
  repairMatMul();
  repairPadding();
  repairInputGradient();
  addFilterGradient();
  return { name: "wasm", why: "WebAssembly with SIMD, one thread" };
};
