/**
 * `deno task readme-figure`: draws the README's picture from the recorded runs.
 *
 * @module
 */
import { join } from "node:path";
import { writeAtomically } from "../atomic_write.ts";
import { bothSatisfied, compareFigure, flatSigmoids, guidesAt, readHistory } from "../mod.ts";
import { closeRenderer, renderSvg } from "../notebook/mod.ts";
import { root } from "./shared/paths.ts";

if (import.meta.main) {
  const [before, after] = await Promise.all(
    ["asAsked_seed1", "oneDiscriminator_seed1"].map(readHistory),
  );
  const figure = compareFigure(
    { label: "01: as asked", history: before! },
    { label: "02: one discriminator", history: after! },
    { guidesBefore: guidesAt(bothSatisfied()), guidesAfter: guidesAt(flatSigmoids()) },
  );
  await writeAtomically(join(root, "data", "study", "losses.svg"), await renderSvg(figure));
  closeRenderer();
  console.log("Wrote data/study/losses.svg");
}
