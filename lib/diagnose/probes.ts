/**
 * What several steps do.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { weightsOf } from "./anatomy.ts";
import type { Exam } from "./exam.ts";
import { rms } from "./numbers.ts";
import type { Network } from "./patient.ts";
import { takeStep } from "./steps.ts";

/** How a network's outputs on the same batch changed over a few steps of one network alone. */
export interface Probe {
  /** The loss before each step, and after the last one. */
  losses: number[];
  /** Mean output on real images, likewise. */
  real: number[];
  /** Mean output on fakes, likewise. */
  fake: number[];
}

/**
 * How far a second step moves each variable, relative to its size. The first one may do more: clip weights, or start
 * from an enormous loss.
 */
export async function secondStep(exam: Exam, network: Network): Promise<Map<tf.Variable, number>> {
  const own = await weightsOf(exam, network), ratios = new Map<tf.Variable, number>();
  try {
    await takeStep(exam, network);
    const before = await exam.read(() => own.map((v) => tf.add(v, 0)));
    await takeStep(exam, network);
    const after = await exam.read(() => own.map((v) => tf.add(v, 0)));
    own.forEach((v, i) => {
      const change = after[i]!.map((value, k) => value - before[i]![k]!);
      ratios.set(v, rms(change) / rms(before[i]!));
    });
    return ratios;
  } finally {
    exam.state.restore();
  }
}

/** The error that steps in turn end with although each alone does not, if there is one. */
export async function turns(exam: Exam): Promise<string | undefined> {
  try {
    for (const network of ["D", "G", "D", "G"] as const) await takeStep(exam, network);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    exam.state.restore();
  }
}

/** A few steps of one network alone, always on the same batch. */
export function probe(exam: Exam, network: Network, steps = 6): Promise<Probe> {
  return exam.once(`probe ${network}`, async () => {
    const probe: Probe = { losses: [], real: [], fake: [] };
    for (let step = 0; step <= steps; step++) {
      const [loss, real, fake] = await exam.read(() => [
        exam.loss(network),
        tf.mean(exam.patient.judgeReal(exam.real)),
        tf.mean(exam.judgeFake(exam.generate())),
      ]);
      probe.losses.push(loss![0]!);
      probe.real.push(real![0]!);
      probe.fake.push(fake![0]!);
      if (step < steps) await takeStep(exam, network);
    }
    exam.state.restore();
    return probe;
  });
}
