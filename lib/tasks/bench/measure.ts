/**
 * The program that one contender of the benchmark runs in a process of its own: it times steps on
 * one backend and prints one line of JSON.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { type BackendName, useBackend } from "../../backend/mod.ts";
import { dcgan } from "./dcgan.ts";
import { denseGan } from "./dense_gan.ts";
import { hashedNumbers } from "./numbers.ts";
import { trainingStep } from "./training_step.ts";
import type { Style } from "./pair.ts";
import type { Workload } from "./workload.ts";

/** The GANs that are timed. */
export const workloads = { dense: denseGan, dcgan } as const;

/** What to time. */
export interface Task {
  /** Which GAN. */
  model: keyof typeof workloads;
  /** The training step in one of two styles, or its products of matrices alone. */
  what: Style | "products";
  /** The backend. */
  backend: BackendName;
  /** How many threads the engine computes with. */
  threads: 1 | 2;
  /** Steps before the timed ones. */
  warmUp: number;
  /** Timed steps. */
  steps: number;
  /** A slow contender stops after about so many seconds. */
  seconds: number;
}

/** What one process measured. */
export interface Measurement {
  /** The best step, in milliseconds. */
  min: number;
  /** The median step, in milliseconds. */
  median: number;
  /** D's and G's loss of the first steps, by which contenders are seen to do the same. */
  losses: [number, number][];
}

/** How many of the first steps have their losses reported. */
const reported = 5;

/**
 * Times a task in this process.
 *
 * @param task what to time
 * @returns the measurement
 */
export async function measure(task: Task): Promise<Measurement> {
  const { model, what, backend, threads, warmUp, steps, seconds } = task;
  await useBackend({ prefer: backend, threads });
  const workload = workloads[model];
  const step = what === "products" ? productsAlone(workload) : trainingStep(workload, what);
  const times: number[] = [], losses: [number, number][] = [];
  const start = performance.now();
  const out = (share: number) => performance.now() - start > seconds * 1000 * share;
  for (let i = 0; i < warmUp && !(i > 0 && out(0.3)); i++) losses.push(await step());
  for (let i = 0; i < steps && !(i > 2 && out(1)); i++) {
    const before = performance.now();
    losses.push(await step());
    times.push(performance.now() - before);
  }
  times.sort((a, b) => a - b);
  return {
    min: times[0]!,
    median: times[times.length >> 1]!,
    losses: what === "products" ? [] : losses.slice(0, reported),
  };
}

/** The products of matrices of a step and nothing else: the least that a step could take. */
function productsAlone({ products }: Workload): () => Promise<[number, number]> {
  const matrix = (rows: number, columns: number, seed: number) =>
    tf.tensor2d(hashedNumbers(rows * columns, seed), [rows, columns]);
  const operands = products.map(([m, k, n, times], i) =>
    [matrix(m, k, 2 * i), matrix(k, n, 2 * i + 1), times] as const
  );
  return async () => {
    let last: tf.Tensor | undefined;
    for (const [a, b, times] of operands) {
      for (let i = 0; i < times; i++) {
        last?.dispose();
        last = tf.matMul(a, b);
      }
    }
    await last!.data();
    last!.dispose();
    return [0, 0];
  };
}

if (import.meta.main) {
  const task: Task = JSON.parse(Deno.args[0]!);
  Deno.env.set("GAN_CLINIC_BACKEND", task.backend); // this one, or none
  try {
    console.log(JSON.stringify(await measure(task)));
  } catch (error) {
    console.error((error as Error).message.split("\n", 1)[0]);
    Deno.exit(1);
  }
  Deno.exit(0); // the engine's worker would keep the process alive
}
