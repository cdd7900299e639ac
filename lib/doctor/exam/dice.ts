import { seedFor } from "../../data/random.ts";

/**
 * Lets chance repeat itself: tfjs takes the seeds of all that is drawn without one (dropout, noise on the images) from
 * `Math.random`, which gives the same numbers here each time.
 *
 * @param work what to do meanwhile
 * @returns what it returned
 */
export async function withSameDice<T>(work: () => T | Promise<T>): Promise<T> {
  const { random } = Math;
  let throws = 0;
  Math.random = () => seedFor(1, "dice", throws++) / 2 ** 32;
  try {
    return await work();
  } finally {
    Math.random = random;
  }
}
