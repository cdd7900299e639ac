/**
 * The common shape of all checks.
 *
 * @module
 */
import type { Exam } from "./exam/exam.ts";
import type { Finding } from "./report.ts";

/** A finding before it gets the id of its check. */
export type Found = Omit<Finding, "id">;

/** One question that the doctor asks. */
export interface Check {
  /** The id of the findings that it makes. */
  id: string;
  /** The question, ending in a question mark. */
  question: string;
  /** The checks that mean nothing as long as this one finds a fault. */
  hides?: readonly string[];
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
