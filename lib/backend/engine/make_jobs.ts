/**
 * The work that both threads can do: matrix products, convolutions and kernels, cut into chunks.
 *
 * @module
 */

import { plain, rowMajor, transposed } from "./blas.ts";
import { part } from "./control.ts";
import { convolve, filterGradient, inputGradient } from "./convolution_jobs.ts";
import type { Job, Tools } from "./job.ts";
import { flatKernels, type KernelName, rowKernels } from "./kernels.ts";

/** All jobs by name. Both threads make this table in the same order. */
export function makeJobs(tools: Tools): Map<string, Job> {
  const jobs = new Map<string, Job>([
    ["gemm", gemm(tools)],
    ["convolve", convolve(tools)],
    ["filterGradient", filterGradient(tools)],
    ["inputGradient", inputGradient(tools)],
    ["sumColumns", sumColumns(tools)],
    ["sumRowBands", sumRowBands(tools)],
  ]);
  for (const [name, pointers] of Object.entries(flatKernels)) {
    jobs.set(name, flatJob(tools.kernels[name as KernelName], pointers));
  }
  for (const [name, moving] of Object.entries(rowKernels)) {
    jobs.set(name, rowedJob(tools.kernels[name as KernelName], moving));
  }
  return jobs;
}

function flatJob(kernel: (...args: number[]) => void, pointers: number): Job {
  return (args, chunk, chunks) => {
    const q = Array.from(args.subarray(0, kernel.length));
    const [from, to] = part(q[pointers]!, chunk, chunks, 16);
    for (let i = 0; i < pointers; i++) q[i]! += 4 * from;
    q[pointers] = to - from;
    kernel(...q);
  };
}

function rowedJob(kernel: (...args: number[]) => void, moving: readonly number[]): Job {
  return (args, chunk, chunks) => {
    const q = Array.from(args.subarray(0, kernel.length)), rows = q.length - 2;
    const [from, to] = part(q[rows]!, chunk, chunks);
    for (const i of moving) q[i]! += 4 * from * q[rows + 1]!;
    q[rows] = to - from;
    kernel(...q);
  };
}

/** The arguments of a matrix product: sizes and addresses. */
export type GemmArguments = readonly [
  transposeA: number,
  transposeB: number,
  m: number,
  n: number,
  k: number,
  a: number,
  lda: number,
  b: number,
  ldb: number,
  c: number,
  ldc: number,
  /** a bias for each column, or 0 */
  bias: number,
];

/** C = op(A) op(B), or op(A) op(B) + bias in each row; the larger side of C is split. */
function gemm({ kernels, sgemm, base }: Tools): Job {
  return (args, chunk, chunks) => {
    const [ta, tb, m, n, k, a, lda, b, ldb, c, ldc, bias] = args as unknown as GemmArguments;
    const wide = n >= m;
    const [m0, m1] = wide ? [0, m] : part(m, chunk, chunks, 16);
    const [n0, n1] = wide ? part(n, chunk, chunks, 16) : [0, n];
    const rows = m1 - m0, columns = n1 - n0, to = c + 4 * (m0 * ldc + n0);
    if (rows === 0 || columns === 0) return;
    if (bias) kernels.fillRows(bias + 4 * n0, to, rows, columns, ldc);
    const left = base + a + 4 * (ta ? m0 : m0 * lda), right = base + b + 4 * (tb ? n0 * ldb : n0);
    // deno-fmt-ignore
    sgemm(
      rowMajor, ta ? transposed : plain, tb ? transposed : plain, rows, columns, k, 1,
      left, lda, right, ldb, bias ? 1 : 0, base + to, ldc,
    );
  };
}

/** Sums of columns, split by columns. Arguments: a, o, rows, w, scale. */
function sumColumns({ kernels }: Tools): Job {
  return ([a, o, rows, w, scale], chunk, chunks) => {
    const [from, to] = part(w!, chunk, chunks, 16);
    kernels.sumColumns(a! + 4 * from, o! + 4 * from, rows!, to - from, w!, scale!);
  };
}

/** Sums of columns, one row of sums for each band of rows. Arguments: a, o, rows, w, b, centre (or 0, 0). */
function sumRowBands({ kernels }: Tools): Job {
  return ([a, o, rows, w, b, centre], chunk, chunks) => {
    const [from, to] = part(rows!, chunk, chunks),
      start = a! + 4 * from * w!,
      sums = o! + 4 * chunk * w!;
    if (b) kernels.dotColumns(start, b + 4 * from * w!, centre!, sums, to - from, w!, w!);
    else kernels.sumColumns(start, sums, to - from, w!, w!, 1);
  };
}
