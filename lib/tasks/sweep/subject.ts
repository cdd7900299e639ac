/**
 * What a sweep runs: a notebook, or the tests.
 *
 * @module
 */

import type { Found } from "./found.ts";
import type { Variant } from "./variants.ts";

/** What one run came to. */
export interface RunResult {
  /** Its verdicts. */
  verdicts: Found[];
  /** What else went wrong, one sentence each; nothing as a rule. */
  faults: string[];
}

/** Something that gives verdicts. */
export interface Subject {
  /** Its name in the summary and in the cache. */
  name: string;
  /** The digest of its code: runs of other code are not kept. */
  code: string;
  /** Whether every run must give every verdict. */
  everyRun: boolean;
  /**
   * Runs it.
   *
   * @throws {UserError} when the run did not come to its end
   */
  run: (variant: Variant) => Promise<RunResult>;
}
