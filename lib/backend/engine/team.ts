/**
 * Splits jobs between the main thread and one worker.
 *
 * @module
 */

import type { Worker } from "node:worker_threads";
import { claim, controlWords, jobSlots, maxChunks, word } from "./control.ts";
import type { Job } from "./job.ts";
import { startWorker, type WorkerStart } from "./start_worker.ts";

/** A chunk that takes the worker this much longer than the main thread's share (ms) means that its core is taken. */
const lateAfter = 0.5;
/** How long to work alone after that (ms): at first, and at most. */
const shortestPause = 4, longestPause = 500;
/** How often to look before sleeping: about 0.1 ms, which a chunk takes. */
const spins = 10_000;

/** One or two threads that do jobs together. */
export class Team {
  readonly #jobs: Map<string, Job>;
  readonly #numbers: Map<string, number>;
  readonly #words: Int32Array;
  readonly #slots: Float64Array;
  readonly #given: Float64Array;
  readonly #limit: number;
  #worker: Worker | undefined;
  #broken: string | undefined;
  #jobNumber = 0;
  #pause = shortestPause;
  #aloneUntil = 0;

  /**
   * A team of one; {@link start} adds the worker.
   *
   * @param jobs what it can do
   * @param memory the shared memory
   * @param limit how long the worker may take for a chunk that it claimed, in ms
   */
  constructor(jobs: Map<string, Job>, memory: WebAssembly.Memory, limit = 10_000) {
    this.#jobs = jobs;
    this.#numbers = new Map([...jobs.keys()].map((name, i) => [name, i]));
    this.#words = controlWords(memory);
    this.#slots = jobSlots(memory);
    this.#given = this.#slots.subarray(2);
    this.#limit = limit;
  }

  /** How many threads work. */
  get threads(): number {
    return this.#worker ? 2 : 1;
  }

  /** Why its results can no longer be trusted, if so. */
  get broken(): string | undefined {
    return this.#broken;
  }

  /**
   * Starts the worker and waits until it is ready.
   *
   * @param begin what the worker needs
   * @param workerUrl its program
   * @param limit how long it may take to begin, in ms; its program is loaded first, slowly where the cores are taken
   * @throws {Error} when it does not start; the team then goes on with one thread
   */
  async start(
    begin: WorkerStart,
    workerUrl = new URL("worker.ts", import.meta.url),
    limit = 30_000,
  ): Promise<void> {
    try {
      this.#worker = await startWorker(begin, workerUrl, this.#words, limit);
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  /** Tells the worker to end. */
  stop(): void {
    Atomics.store(this.#words, word.stop, 1);
    Atomics.store(this.#words, word.ticket, ++this.#jobNumber << 8);
    Atomics.notify(this.#words, word.ticket);
    this.#worker = undefined;
  }

  /**
   * Does a job in so many chunks. The result depends on the chunks, not on the thread that does each.
   *
   * @throws {Error} when the worker died or failed while it held a chunk
   */
  run(name: string, args: readonly number[], chunks: number): void {
    const job = this.#jobs.get(name), slots = this.#slots, given = this.#given;
    if (!job) throw new Error(`Cannot run an unknown job: ${name}`);
    // A worker that holds a chunk may still write to it, so nothing is right from then on.
    if (this.#broken) throw new Error(`Cannot compute: ${this.#broken}`);
    const count = Math.max(1, Math.min(chunks, maxChunks));
    for (let i = 0; i < args.length; i++) given[i] = args[i]!;
    if (!this.#worker || count === 1 || performance.now() < this.#aloneUntil) {
      for (let chunk = 0; chunk < count; chunk++) job(given, chunk, count, 0);
      return;
    }
    slots[0] = this.#numbers.get(name)!;
    slots[1] = count;
    this.#publish(count);
    const begin = performance.now();
    try {
      for (let chunk; (chunk = claim(this.#words)) >= 0;) {
        job(given, chunk, count, 0);
        Atomics.add(this.#words, word.done, 1);
      }
    } catch (error) {
      // The worker may go on with this job's chunks while the next one is published.
      this.#broken = `a chunk failed: ${error instanceof Error ? error.message : error}`;
      throw error;
    }
    this.#await(count, begin);
  }

  #publish(count: number): void {
    const words = this.#words;
    Atomics.store(words, word.done, 0);
    this.#jobNumber = (this.#jobNumber + 1) & 0x7fffff;
    Atomics.store(words, word.ticket, this.#jobNumber << 8 | count);
    if (Atomics.load(words, word.workerAsleep)) Atomics.notify(words, word.ticket);
  }

  /** Waits for the chunk that the worker holds, and steps back from it when it is late. */
  #await(count: number, begin: number): void {
    const words = this.#words;
    for (let i = 0; i < spins; i++) {
      if (Atomics.load(words, word.done) === count) return this.#onTime();
    }
    const own = performance.now() - begin;
    const allowed = Math.max(this.#limit, 20 * own), deadline = begin + own + allowed;
    Atomics.store(words, word.mainAsleep, 1);
    for (let done; (done = Atomics.load(words, word.done)) !== count;) {
      const left = deadline - performance.now();
      if (left <= 0) {
        this.#broken = `the engine's worker gave no answer for ${Math.round(allowed)} ms`;
        break;
      }
      Atomics.wait(words, word.done, done, left);
    }
    Atomics.store(words, word.mainAsleep, 0);
    const late = performance.now() - begin - own;
    if (late <= lateAfter || late <= own) return this.#onTime();
    this.#aloneUntil = performance.now() + this.#pause;
    this.#pause = Math.min(longestPause, this.#pause * 2);
    this.#check();
  }

  #onTime(): void {
    this.#pause = Math.max(shortestPause, this.#pause * 0.9);
    this.#check();
  }

  #check(): void {
    if (Atomics.load(this.#words, word.failed)) {
      this.#broken ??= "a chunk failed in the engine's worker";
    }
    if (this.#broken) throw new Error(`Cannot compute: ${this.#broken}`);
  }
}
