/**
 * The first bytes of the shared memory: how the main thread and its worker hand each other work.
 *
 * A job is cut into numbered chunks. Either thread claims the next chunk by one atomic step, so the faster
 * one does more, and a thread that sleeps holds nothing up. Which thread does a chunk never changes its result.
 *
 * @module
 */

/** Bytes at the start of the memory that are not for tensors. */
export const reservedBytes = 4096;

/** Words of the control block (int32), a cache line apart. */
export const word = {
  /** A job number (upper 24 bits) and how many of its chunks nobody has claimed (lower 8). */
  ticket: 16,
  /** How many chunks are done. */
  done: 32,
  /** 1 while the worker sleeps on the ticket. */
  workerAsleep: 48,
  /** 1 while the main thread sleeps on done. */
  mainAsleep: 64,
  /** 1 when the worker is to end. */
  stop: 80,
  /** 1 when the worker is ready for work. */
  ready: 96,
  /** 1 when a chunk failed in the worker. */
  failed: 112,
} as const;

/** The most chunks in a job. */
export const maxChunks = 255;

/** The control block's words. */
export function controlWords(memory: WebAssembly.Memory): Int32Array {
  return new Int32Array(memory.buffer, 0, 128);
}

/** The job's description: its number, its chunks, and its arguments. */
export function jobSlots(memory: WebAssembly.Memory): Float64Array {
  return new Float64Array(memory.buffer, 512, 64);
}

/** Claims a chunk of the current job, or returns -1 when none is left. */
export function claim(words: Int32Array): number {
  while (true) {
    const ticket = Atomics.load(words, word.ticket), left = ticket & 255;
    if (left === 0) return -1;
    if (Atomics.compareExchange(words, word.ticket, ticket, ticket - 1) === ticket) return left - 1;
  }
}

/** Part `chunk` of `chunks` of the range 0..n, in whole multiples of `align` except at the end. */
export function part(
  n: number,
  chunk: number,
  chunks: number,
  align = 1,
): [from: number, to: number] {
  const units = Math.ceil(n / align);
  const cut = (c: number) => Math.min(n, Math.floor(units * c / chunks) * align);
  return [cut(chunk), chunk + 1 === chunks ? n : cut(chunk + 1)];
}
