/**
 * What a job is, and what it computes with.
 *
 * @module
 */

import type { Sgemm } from "./blas.ts";
import type { Kernels } from "./kernels.ts";

/**
 * Does one chunk of a job.
 *
 * @param args the job's arguments
 * @param chunk which chunk, of `chunks`
 * @param thread 0 in the main thread, 1 in the worker: which scratch memory to use
 */
export type Job = (args: Float64Array, chunk: number, chunks: number, thread: number) => void;

/** What a job computes with. */
export interface Tools {
  kernels: Kernels;
  sgemm: Sgemm;
  /** The absolute address of the shared memory, which BLAS needs. */
  base: number;
}
