/**
 * The runs of a sweep: finding those that are missing, and making them side by side.
 *
 * @module
 */

import { sideBySide } from "../common/side_by_side.ts";
import { userMessage } from "../common/user_error.ts";
import type { Found } from "./found.ts";
import { keepRun, type KeptRun, keptRun, keptRuns } from "./kept_runs.ts";
import type { Subject } from "./subject.ts";
import { type Sum, sumUp } from "./sum_up.ts";
import type { Variant } from "./variants.ts";

/** How {@link sweep} goes about it. */
export interface SweepOptions {
  /** How many runs go on side by side. @default {2} */
  jobs?: number;
  /** Whether to make runs again that are kept. @default {false} */
  fresh?: boolean;
  /** Where runs are kept. @default {keptRuns} */
  folder?: string;
  /** What shows a line of progress. @default {console.log} */
  log?: (line: string) => void;
}

/** What a sweep came to. */
export interface Swept {
  /** The verdicts of each subject all of whose runs came to their end. */
  sums: Map<string, Sum[]>;
  /** What failed, one sentence each. */
  failures: string[];
}

/** What is left to do for one subject. */
interface Queue {
  subject: Subject;
  /** The verdicts by variant, as far as they are known. */
  results: (Found[] | undefined)[];
  /** The variants to run, by their places in the list. */
  missing: number[];
  busy: boolean;
}

/**
 * Runs everything in every variant where that was not done before, and sums it up. A run that fails does not
 * stop the others: a sweep takes hours.
 *
 * @param subjects what to run; two runs of the same one never go side by side, since they may write to the same file
 * @param variants how
 * @param options see {@link SweepOptions}
 * @returns the sums, and what failed
 */
export async function sweep(
  subjects: Subject[],
  variants: Variant[],
  { jobs = 2, fresh = false, folder = keptRuns, log = console.log }: SweepOptions = {},
): Promise<Swept> {
  const failures: string[] = [];
  const queues = await Promise.all(subjects.map(async (subject): Promise<Queue> => {
    const results = await Promise.all(variants.map(async (variant) => {
      const kept = fresh ? undefined : await keptRun(folder, subject, variant);
      if (kept) log(progress(subject, variant, kept, "kept"));
      return kept?.verdicts;
    }));
    const missing = results.flatMap((found, i) => found ? [] : [i]);
    return { subject, results, missing, busy: false };
  }));
  const makeRun = async (queue: Queue) => {
    const { subject, results, missing } = queue, i = missing.shift()!, variant = variants[i]!;
    try {
      const run = await timed(subject, variant);
      await keepRun(folder, subject, variant, run);
      results[i] = run.verdicts;
      log([progress(subject, variant, run), ...run.faults].join("\n  "));
    } catch (error) {
      const failure = `${subject.name} ${variant.name}: ${userMessage(error)}`;
      failures.push(failure);
      log(failure);
    }
  };
  await sideBySide(jobs, () => next(queues), async (queue) => {
    queue.busy = true;
    await makeRun(queue);
    queue.busy = false;
  });
  return sumUpAll(queues, failures);
}

/** The one with the most left to do, so that the last runs do not all belong to the same one. */
function next(queues: Queue[]): Queue | undefined {
  return queues.filter(({ busy, missing }) => !busy && missing.length > 0)
    .sort((a, b) => b.missing.length - a.missing.length)[0];
}

function sumUpAll(queues: Queue[], failures: string[]): Swept {
  const sums = new Map<string, Sum[]>();
  for (const { subject: { name, everyRun }, results } of queues) {
    const runs = results.filter((found) => found !== undefined);
    if (runs.length < results.length) continue;
    try {
      sums.set(name, sumUp(name, runs, everyRun));
    } catch (error) {
      failures.push(userMessage(error));
    }
  }
  return { sums, failures };
}

async function timed(subject: Subject, variant: Variant): Promise<KeptRun> {
  const start = performance.now();
  const result = await subject.run(variant);
  const seconds = Math.round((performance.now() - start) / 1000);
  return { code: subject.code, seconds, ...result };
}

function progress(
  { name }: Subject,
  variant: Variant,
  { verdicts, seconds }: KeptRun,
  ...notes: string[]
): string {
  const held = verdicts.filter(({ held }) => held === true).length;
  const inBrackets = [`${seconds} s`, ...notes].join(", ");
  return `${name} ${variant.name}: ${held} of ${verdicts.length} verdicts held (${inBrackets})`;
}
