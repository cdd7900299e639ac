import { atMost, type Bounded } from "../../lib/trends/bounds.ts";
import { verdictType } from "../../lib/notebook/verdict.ts";
import type { Output } from "../../lib/tasks/notebook/file.ts";
import type { Found } from "../../lib/tasks/sweep/found.ts";
import type { Variant } from "../../lib/tasks/sweep/variants.ts";
import { verdictDigest } from "../../lib/tasks/sweep/digest.ts";
import { display } from "./_notebook.ts";

/** What a cell shows by `verdict()`. */
export function verdictOutput(
  says: string,
  rests: Bounded[] = [atMost("D loss", 0.2, 0.3)],
  held: boolean | null = true,
): Output {
  return display({
    [verdictType]: { says, held, rests },
    "text/plain": `verdict: as expected: ${says}\nD loss 0.2 (at most 0.3)`,
  });
}

/** A verdict of one run, of the code `source`. */
export function found(
  says: string,
  rests: Bounded[],
  { held = true, cell = 1, place = `cell [${cell}], verdict 1` }: Partial<Found> = {},
): Found {
  return {
    place,
    cell,
    says,
    held,
    rests,
    digest: verdictDigest({ source: "source", says, rests }),
  };
}

/** A variant that differs in the seed alone. */
export function seeded(seed: number): Variant {
  return { name: `seed${seed + 1}`, seed, env: {}, timeFactor: 1 };
}
