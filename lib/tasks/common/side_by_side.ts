/**
 * Work that goes on side by side, and what it costs in time.
 *
 * @module
 */

/** How many runs go on side by side unless the user says otherwise. */
export const usualJobs: number = Math.min(2, navigator.hardwareConcurrency);

/**
 * Does one thing after the other, several at a time; the first failure ends the waiting.
 *
 * @param jobs how many at a time
 * @param next takes what is to be done next; nothing when all is under way
 * @param work does it
 */
export async function sideBySide<T>(
  jobs: number,
  next: () => T | undefined,
  work: (item: T) => Promise<void>,
): Promise<void> {
  await Promise.all(Array.from({ length: Math.max(1, jobs) }, async () => {
    for (let item = next(); item !== undefined; item = next()) await work(item);
  }));
}

/**
 * Says how many times its usual limit a run may take that shares the machine with another. The limits are made for
 * the engine on a machine that the run has to itself; other backends take up to eight times as long.
 *
 * @param backend the backend that is asked for; nothing is the engine
 * @returns the factor
 */
export function timeFactor(backend = ""): number {
  return 2 * (["", "engine"].includes(backend) ? 1 : 8);
}
