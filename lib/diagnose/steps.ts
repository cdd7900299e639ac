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
    let error: string | undefined;
    try {
      await takeStep(exam, network);
    } catch (thrown) {
      error = (thrown as Error).message;
    }
    const changes = await changesOf(exam, await allRead(exam));
    const ratios = new Map(
      [...changes].map(([v, change]) =>
        [v, rms(change) / rms(exam.state.valueOf(v) as Float32Array)] as const
      ),
    );
    exam.state.restore();
    return { changes, ratios, ...(error !== undefined && { error }) };
  });
}
