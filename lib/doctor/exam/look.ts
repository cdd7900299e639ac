/**
 * The first look: each function of the patient is called once, and watched.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { changesOf } from "./changes.ts";
import type { Exam, Pass } from "./exam.ts";
import { slots } from "./state.ts";
import { type Trace, trace } from "./trace.ts";

/** The functions of a patient that are networks. */
export type Part = "generate" | "judgeReal" | "judgeFake";

/** What the networks put out for the batch. */
export interface Outputs {
  /** The real images. */
  images: Float32Array;
  /** Fakes. */
  fakes: Float32Array;
  /** What is said of the real images. */
  real: Float32Array;
  /** What is said of the fakes. */
  fake: Float32Array;
}

/** What was seen. */
export interface Look {
  /** What each function reads and which activations it has. */
  traces: Record<Part, Trace>;
  /** Variables that change when a network is merely called: running means, for instance. */
  ownState: Set<tf.Variable>;
  /** What the functions returned; the examination frees it. */
  pass: Pass;
  /** The same as numbers. */
  outputs: Outputs;
}

/**
 * Looks at a patient.
 *
 * @param exam the examination
 * @returns what was seen, the same each time
 */
export function lookAt(exam: Exam): Promise<Look> {
  return exam.once("look", async () => {
    const watch = async (compute: () => tf.Tensor) => {
      let made: tf.Tensor;
      const seen = await trace(() => made = exam.hold(compute()));
      return [seen, made!] as const;
    };
    const { patient, real: images } = exam;
    const [generate, fakes] = await watch(() => exam.generate());
    const [judgeReal, real] = await watch(() => patient.judgeReal(images));
    const [judgeFake, fake] = await watch(() => exam.judgeFake(fakes));
    const traces = { generate, judgeReal, judgeFake };
    const read = Object.values(traces).flatMap(({ read }) => [...read]);
    const ownState = new Set((await changesOf(exam, new Set(read))).keys());
    exam.state.restore();
    narrow(exam, Object.values(traces));
    const pass = { images, fakes, real, fake };
    const values = await exam.read(() => Object.values(pass));
    return { traces, ownState, pass, outputs: outputsOf(values) };
  });
}

const outputsOf = ([images, fakes, real, fake]: Float32Array[]): Outputs => ({
  images: images!,
  fakes: fakes!,
  real: real!,
  fake: fake!,
});

/** What only the patient's own optimisers can change is known; what hidden ones change is not. */
function narrow({ patient, state }: Exam, traces: Trace[]) {
  const { variables, optimizers } = patient;
  if (!optimizers) return;
  state.narrow(
    new Set([
      ...traces.flatMap(({ read, written }) => [...read, ...written]),
      ...Object.values(variables ?? {}).flat(),
      ...Object.values(optimizers).flatMap(slots),
    ]),
  );
}
