/**
 * `deno task readme-figure`: draws the README's picture from the recorded runs.
 *
 * @module
 */
import { join } from "node:path";
import { writeAtomically } from "../atomic_write.ts";
import { bothSatisfied, compareFigure, flatSigmoids, type Guide, readHistory } from "../mod.ts";
import type { FixedPoint } from "../mod.ts";
import { closeRenderer, renderSvg } from "../notebook/mod.ts";
import { root } from "./paths.ts";

const guides = ({ dLoss, gLoss }: FixedPoint): Guide[] => [
  { network: "D", value: dLoss, label: dLoss.toFixed(4) },
  { network: "G", value: gLoss, label: gLoss.toFixed(4) },
];

if (import.meta.main) {
  const [before, after] = await Promise.all(
    ["asAsked_seed1", "oneDiscriminator_seed1"].map(readHistory),
  );
  const figure = compareFigure(
    { label: "01: as asked", history: before! },
    { label: "02: one discriminator", history: after! },
    { guidesBefore: guides(bothSatisfied()), guidesAfter: guides(flatSigmoids()) },
  );
  await writeAtomically(join(root, "data", "study", "losses.svg"), await renderSvg(figure));
  closeRenderer();
  console.log("Wrote data/study/losses.svg");
}
