/**
 * Starts the engine's second thread.
 *
 * @module
 */

import { Worker } from "node:worker_threads";
import { word } from "./control.ts";

/** What the worker needs to begin. */
export interface WorkerStart {
  memory: WebAssembly.Memory;
  blasPath: string;
  base: number;
}

/**
 * Starts a worker and waits until it is ready.
 *
 * @param words the control block, in which it says so
 * @param limit how long it may take, in ms
 * @throws {Error} when it fails, or is not ready in time
 */
export async function startWorker(
  begin: WorkerStart,
  url: URL,
  words: Int32Array,
  limit: number,
): Promise<Worker> {
  let failure: string | undefined;
  const worker = new Worker(url, { workerData: begin });
  worker.on("message", (reason: string) => failure ??= reason);
  worker.on("error", (error: Error) => failure ??= error.message.split("\n")[0]);
  // Neither a test nor a notebook's kernel should wait for the worker to end.
  worker.unref();
  const deadline = performance.now() + limit;
  while (Atomics.load(words, word.ready) === 0 && !failure && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  if (Atomics.load(words, word.ready) === 1) return worker;
  throw new Error(`Cannot start a worker: ${failure ?? `it was not ready after ${limit} ms`}`);
}
