/**
 * Training steps, as the patient makes them.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { allRead, tracesOf } from "./anatomy.ts";
import { changesOf } from "./changes.ts";
import { CannotJudge } from "./check.ts";
import type { Exam } from "./exam.ts";
import { rms } from "./numbers.ts";
import type { Network } from "./patient.ts";

/** How often a step is called that does nothing; more critic steps than that for one of G are not usual. */
const mostCalls = 10;

/** What a step did to the weights. */
export interface Moves {
  /** The change of each variable that was changed. */
  changes: Map<tf.Variable, Float32Array>;
  /** How far each of them moved: root mean square of its change over that of its values. */
  ratios: Map<tf.Variable, number>;
  /** The message of the error that the step threw, if it did. */
  error?: string;
}

/** One training step of a network. Leaves its result in place. */
export async function takeStep(
  exam: Exam,
  network: Network,
  images = exam.real,
  latents = exam.latents,
): Promise<void> {
  const { patient } = exam, engine = tf.engine();
  engine.startScope("step");
  try {
    if (patient.steps) {
      const result = await (network === "D"
        ? patient.steps.D(images, latents)
        : patient.steps.G(latents, images));
      if (result) {
        tf.dispose(result as tf.TensorContainer);
      }
      return;
    }
    const optimizer = patient.optimizers?.[network];
    if (!optimizer) throw new CannotJudge("the patient has neither optimisers nor steps");
    const variables = patient.variables && [...patient.variables[network]];
    optimizer.minimize(() => exam.loss(network, images, latents), false, variables);
  } finally {
    engine.endScope();
  }
}

/** What one step of a network changes. */
export function movesOf(exam: Exam, network: Network): Promise<Moves> {
  return exam.once(`moves ${network}`, async () => {
    await tracesOf(exam);
    const read = await allRead(exam);
    let error: string | undefined, changes: Moves["changes"] = new Map();
    // Steps of the patient's own may act on every n-th call only.
    const calls = exam.patient.steps ? mostCalls : 1;
    const acted = () => [...changes.keys()].some(({ trainable }) => trainable);
    try {
      for (let call = 0; call < calls && !acted(); call++) {
        await takeStep(exam, network);
        changes = await changesOf(exam, read);
      }
    } catch (thrown) {
      error = (thrown as Error).message;
      changes = await changesOf(exam, read);
    }
    const ratios = new Map(
      [...changes].map(([v, change]) =>
        [v, rms(change) / rms(exam.state.valueOf(v) as Float32Array)] as const
      ),
    );
    exam.state.restore();
    return { changes, ratios, ...(error !== undefined && { error }) };
  });
}
