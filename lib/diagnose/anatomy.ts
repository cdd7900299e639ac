/**
 * Which variables belong to which network: seen from what its function reads.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { changesOf } from "./changes.ts";
import type { Exam } from "./exam.ts";
import type { Network } from "./patient.ts";
import { assign, slots } from "./state.ts";
import { type Trace, trace } from "./trace.ts";

/** The functions of a patient that are networks. */
export type Part = "generate" | "judgeReal" | "judgeFake";

/** What each function reads and which activations it has. */
export function tracesOf(exam: Exam): Promise<Record<Part, Trace>> {
  return exam.once("traces", async () => {
    const fakes = tf.keep(tf.tidy(() => tf.clone(exam.generate())));
    const traces = {
      generate: await trace(() => exam.generate()),
      judgeReal: await trace(() => exam.patient.judgeReal(exam.real)),
      judgeFake: await trace(() => exam.judgeFake(fakes)),
    };
    fakes.dispose();
    exam.state.restore();
    narrow(exam, Object.values(traces));
    return traces;
  });
}

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

/** All variables that some network reads. */
export async function allRead(exam: Exam): Promise<Set<tf.Variable>> {
  return new Set(Object.values(await tracesOf(exam)).flatMap(({ read }) => [...read]));
}

/** Variables that change when a network is merely called: running means, for instance. */
export function ownState(exam: Exam): Promise<Set<tf.Variable>> {
  return exam.once("ownState", async () => {
    tf.tidy(() => {
      exam.judgeFake(exam.generate());
      exam.patient.judgeReal(exam.real);
    });
    const changes = await changesOf(exam, await allRead(exam));
    exam.state.restore();
    return new Set(changes.keys());
  });
}

/** The weights of a network or of one of its functions: what it reads, without running means and the like. */
export async function weightsOf(exam: Exam, of: Network | Part): Promise<tf.Variable[]> {
  const part = of === "G" ? "generate" : of === "D" ? "judgeReal" : of;
  const { read } = (await tracesOf(exam))[part], state = await ownState(exam);
  const weights = [...read].filter((v) => v.dtype === "float32" && !state.has(v));
  const trainable = weights.filter((v) => v.trainable);
  return trainable.length ? trainable : weights;
}

/** Does something with other weights, then puts them back. */
export async function withWeights<T>(
  exam: Exam,
  variables: readonly tf.Variable[],
  change: (values: Float32Array, variable: tf.Variable, index: number) => Float32Array,
  work: () => Promise<T>,
): Promise<T> {
  variables.forEach((variable, i) =>
    assign(variable, change(exam.state.valueOf(variable) as Float32Array, variable, i))
  );
  try {
    return await work();
  } finally {
    exam.state.restore(new Set([...variables, ...await ownState(exam)]));
  }
}
