/**
 * Training steps, as the patient makes them.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { allRead } from "./anatomy.ts";
import { changesOf } from "./changes.ts";
import { CannotJudge } from "../check.ts";
import { withSameDice } from "./dice.ts";
import type { Exam } from "./exam.ts";
import { rms } from "./numbers.ts";
import type { Network } from "../patient.ts";

/** How often a step is called that does nothing; more critic steps than that for one of G are not usual. */
const mostCalls = 10;

/** What a step did to the weights. */
export interface Moves {
  /** The change of each variable that was changed. */
  changes: Map<tf.Variable, Float32Array>;
  /** How far each of them moved: root mean square of its change over that of its values. */
  ratios: Map<tf.Variable, number>;
  /** How many calls that took. */
  calls: number;
  /** The message of the error that the step threw, if it did. */
  error?: string;
}

/**
 * One training step of a network. Leaves its result in place.
 *
 * @param exam the examination
 * @param network whose step
 * @param images the real images
 * @param latents the latents
 * @returns whether all scalars that the step gave back, its loss as a rule, are finite
 */
export async function takeStep(
  exam: Exam,
  network: Network,
  images = exam.real,
  latents = exam.latents,
): Promise<boolean> {
  const { patient } = exam, engine = tf.engine();
  engine.startScope("step");
  try {
    if (patient.steps) {
      const result = await (network === "D"
        ? patient.steps.D(images, latents)
        : patient.steps.G(latents, images));
      return await allFinite(result);
    }
    const optimizer = patient.optimizers?.[network];
    if (!optimizer) throw new CannotJudge("the patient has neither optimisers nor steps");
    const variables = patient.variables && [...patient.variables[network]];
    const loss = () => exam.loss(network, exam.pass(images, latents));
    return await allFinite(optimizer.minimize(loss, true, variables));
  } finally {
    engine.endScope();
  }
}

/** Whether the scalars among some tensors are finite; frees the tensors. */
async function allFinite(result: unknown): Promise<boolean> {
  const tensors = tf.tensor_util.getTensorsInContainer((result ?? []) as tf.TensorContainer);
  const scalars = tensors.filter(({ size }) => size === 1);
  const values = await Promise.all(scalars.map((tensor) => tensor.data()));
  tf.dispose(tensors);
  return values.every(([value]) => Number.isFinite(value));
}

/** What the first step of a network changes. */
export function movesOf(exam: Exam, network: Network): Promise<Moves> {
  return exam.once(`moves ${network}`, async () => {
    const read = await allRead(exam);
    let error: string | undefined, calls = 0, changes: Moves["changes"] = new Map();
    // Steps of the patient's own may act on every n-th call only.
    const limit = exam.patient.steps ? mostCalls : 1;
    const acted = () => [...changes.keys()].some(({ trainable }) => trainable);
    await exam.trial(async () => {
      for (; calls < limit && !acted() && error === undefined; calls++) {
        await withSameDice(() => takeStep(exam, network))
          .catch((thrown) => error = thrown instanceof Error ? thrown.message : String(thrown));
        changes = await changesOf(exam, read);
      }
    });
    const ratios = new Map(
      [...changes].map(([v, change]) =>
        [v, rms(change) / rms(exam.state.valueOf(v) as Float32Array)] as const
      ),
    );
    return { changes, ratios, calls, ...(error !== undefined && { error }) };
  });
}
