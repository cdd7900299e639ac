/**
 * What a part of the gate counts.
 *
 * @module
 */

/** What a stage counted. */
export interface Outcome {
  /** How many checks passed. */
  passed: number;
  /** How many failed. */
  failed: number;
  /** How many were left out. @default {0} */
  skipped?: number;
  /** What to show, when it was not shown while the stage ran. */
  output?: string;
}
