/**
 * The common shape of all checks.
 *
 * @module
 */
import type { Exam } from "./exam/exam.ts";
import type { Finding } from "./report.ts";

/** A finding before it gets the id of its check. */
export type Found = Omit<Finding, "id">;

/** The ids of the checks. */
export type CheckId =
  | "affine"
  | "balance"
  | "batches"
  | "collapse"
  | "divergence"
  | "finite"
  | "gradient"
  | "judges"
  | "latents"
  | "learning-rate"
  | "momentum"
  | "objective"
  | "output"
  | "range"
  | "step"
  | "training"
  | "units"
  | "weights";

/** What needs a patient whose steps can be trusted. */
export const stepping = [
  "step",
  "gradient",
  "divergence",
  "collapse",
  "balance",
  "momentum",
] as const satisfies readonly CheckId[];

/** One question that the doctor asks. */
export interface Check {
  /** The id of the findings that it makes. */
  id: CheckId;
  /** The question, ending in a question mark. */
  question: string;
  /** The checks that mean nothing as long as this one finds a fault. */
  hides?: readonly CheckId[];
  /**
   * Answers it.
   *
   * @throws {CannotJudge} when the patient does not show what is needed
   */
  run(exam: Exam): Promise<Found[]>;
}

/** Says why a check could not be made; the message follows the word "because". */
export class CannotJudge extends Error {
  /** The name by which the error is known. */
  override name = "CannotJudge";
}

/** The networks in words. */
export const names = { G: "generator", D: "discriminator" } as const;
