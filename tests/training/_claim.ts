/** Tests of what comes out of a training: of numbers that a seed or a processor may move. */
import { assertEquals } from "@std/assert";
import { type Bounded, holds } from "../../lib/trends/bounds.ts";
import { readSummary } from "../../lib/tasks/sweep/summary.ts";
import { claimFaults } from "../../lib/tasks/sweep/unswept.ts";

/** The seed to train with: 1, or the one that a sweep tries. */
export const seed = Number(Deno.env.get("GAN_CLINIC_SEED") ?? 1);

/**
 * Asserts that everything keeps its bounds, and that a sweep has shown how sure that is. Within a sweep it only tells
 * what came out. Numbers and bounds are compared by name: keep both the same for every seed.
 */
export async function claim(test: string, ...grounds: (Bounded | Bounded[])[]): Promise<void> {
  const rests = grounds.flat(), file = Deno.env.get("GAN_CLINIC_CLAIMS");
  if (file) {
    const line = JSON.stringify({ test, rests, held: rests.length > 0 && rests.every(holds) });
    return await Deno.writeTextFile(file, line + "\n", { append: true });
  }
  assertEquals(claimFaults(test, rests, await readSummary()), [], test);
}
