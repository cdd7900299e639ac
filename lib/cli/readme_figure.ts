/**
 * `deno task readme-figure`: draws the README's pictures from the recorded runs.
 *
 * @module
 */
import { join } from "node:path";
import { writeAtomically } from "../atomic_write.ts";
import {
  bothSatisfied,
  compareFigure,
  type Figure,
  flatSigmoids,
  guidesAt,
  ledgerFigure,
  ledgerFigureRows,
  readHistory,
} from "../mod.ts";
import { closeRenderer, renderSvg } from "../notebook/mod.ts";
import { root } from "./shared/paths.ts";
import { runTask, told } from "./shared/user_error.ts";

/** The symptom and the first repair, side by side. */
async function losses(): Promise<Figure> {
  const [before, after] = await Promise.all(
    ["asAsked_seed1", "oneDiscriminator_seed1"].map(readHistory),
  );
  return compareFigure(
    { label: "01: as asked", history: before! },
    { label: "02: one discriminator", history: after! },
    { guidesBefore: guidesAt(bothSatisfied()), guidesAfter: guidesAt(flatSigmoids()) },
  );
}

async function main(): Promise<void> {
  const figures = { losses: await losses(), ledger: ledgerFigure(await ledgerFigureRows()) };
  for (const [name, figure] of Object.entries(figures)) {
    const path = join(root, "data", "study", `${name}.svg`);
    // A name instead of plotly.js's random one: the same picture is then the same file.
    const svg = (await renderSvg(figure)).replaceAll(/(?<=defs-|clip)[0-9a-f]{6}/g, name);
    await writeAtomically(path, svg);
    console.log(`Wrote data/study/${name}.svg`);
  }
}

if (import.meta.main) {
  await runTask(() => told(main)).finally(closeRenderer);
}
