/**
 * What several steps do.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import { weightsOf } from "./anatomy.ts";
import { changesOf } from "./changes.ts";
import { withSameDice } from "./dice.ts";
import type { Exam, Pass } from "./exam.ts";
import { lookAt } from "./look.ts";
import { deviation, difference, rms } from "./numbers.ts";
import type { Network } from "../patient.ts";
import { takeStep } from "./steps.ts";

/** How long a walk is. */
export const walkLength = 6;

/** What is seen before a walk, and after it. */
export interface View {
  /** The loss of the network that walks. */
  loss: number;
  /** What is said of the real images. */
  real: Float32Array;
  /** What is said of the fakes. */
  fake: Float32Array;
}

/** A few steps of one network alone, always on the same batch. */
export interface Walk {
  /** Before the first step. */
  before: View;
  /** After the last one. */
  after: View;
  /** What the first step changes. */
  first: Map<tf.Variable, Float32Array>;
  /** How far the first step moves what D says of its batch, in units of how much that varied before. */
  jump: number;
  /**
   * How far the second step moves each variable, relative to its size. The first one may do more: clip weights, or
   * start from an enormous loss.
   */
  second: Map<tf.Variable, number>;
}

/** Lets a network walk alone. */
export function walkOf(exam: Exam, network: Network): Promise<Walk> {
  return exam.once(`walk ${network}`, async () => {
    const own = await weightsOf(exam, network), { pass } = await lookAt(exam);
    const view = async (make: () => Pass): Promise<View> => {
      const [loss, real, fake] = await exam.read(() => {
        const pass = make();
        return [exam.loss(network, pass), pass.real, pass.fake];
      });
      return { loss: loss![0]!, real: real!, fake: fake! };
    };
    const now = () => view(() => exam.pass()), values = () => exam.read(() => own);
    const before = await view(() => pass);
    return await exam.trial(async () => {
      await withSameDice(() => takeStep(exam, network));
      const [first, next, once] = [await changesOf(exam, own), await now(), await values()];
      await takeStep(exam, network);
      const twice = await values();
      for (let step = 2; step < walkLength; step++) await takeStep(exam, network);
      const second = new Map(
        own.map((v, i) => [v, rms(difference(twice[i]!, once[i]!)) / rms(once[i]!)] as const),
      );
      return { before, after: await now(), first, jump: jump(before, next), second };
    });
  });
}

function jump(before: View, after: View): number {
  const said = ({ real, fake }: View) => [...real, ...fake];
  const first = said(before);
  return rms(said(after).map((value, i) => value - first[i]!)) / (deviation(first) + 0.1);
}

/** The error that steps in turn end with although each alone does not, if there is one. */
export function errorInTurns(exam: Exam): Promise<string | undefined> {
  return exam.trial(async () => {
    try {
      for (const network of ["D", "G", "D", "G"] as const) await takeStep(exam, network);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  });
}
