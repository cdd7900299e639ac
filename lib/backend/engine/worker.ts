/**
 * The engine's second thread: claims chunks of the main thread's jobs until it is told to end.
 *
 * @module
 */

import { parentPort, workerData } from "node:worker_threads";
import { openBlas } from "./blas.ts";
import { claim, controlWords, jobSlots, word } from "./control.ts";
import type { Job } from "./job.ts";
import { makeJobs } from "./make_jobs.ts";
import { loadKernels } from "./kernels.ts";
import type { WorkerStart } from "./start_worker.ts";

/** How often to look for work before sleeping: about 0.2 ms, longer than the gap between two operations. */
const spins = 20_000;

const { memory, blasPath, base } = workerData as WorkerStart;
const words = controlWords(memory), slots = jobSlots(memory), given = slots.subarray(2);

/** Opens what the work needs, and works until the end. */
async function main(): Promise<void> {
  const blas = openBlas(blasPath);
  const jobs = [
    ...makeJobs({ kernels: await loadKernels(memory), sgemm: blas.sgemm, base }).values(),
  ];
  Atomics.store(words, word.ready, 1);
  while (Atomics.load(words, word.stop) === 0) {
    const chunk = claim(words);
    if (chunk >= 0) work(jobs, chunk);
    else idle();
  }
  blas.close();
}

/** Does one chunk and says so. */
function work(jobs: Job[], chunk: number): void {
  try {
    jobs[slots[0]!]!(given, chunk, slots[1]!, 1);
  } catch {
    Atomics.store(words, word.failed, 1);
  }
  Atomics.add(words, word.done, 1);
  if (Atomics.load(words, word.mainAsleep)) Atomics.notify(words, word.done);
}

/** Waits a moment awake, then asleep, until there are chunks to claim. */
function idle(): void {
  let ticket = 0;
  for (let i = 0; i < spins; i++) {
    ticket = Atomics.load(words, word.ticket);
    if (ticket & 255) return;
  }
  Atomics.store(words, word.workerAsleep, 1);
  Atomics.wait(words, word.ticket, ticket);
  Atomics.store(words, word.workerAsleep, 0);
}

// An error that is not caught here would be printed with its stack.
await main().catch((error) => parentPort?.postMessage(String(error?.message ?? error)));
