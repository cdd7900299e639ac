/**
 * Drawing the README's pictures.
 *
 * @module
 */
import * as figures from "../../figures/mod.ts";
import { join } from "node:path";
import { imagesToDataUri } from "../../data/mod.ts";
import { type Figure, guidesAt } from "../../figures/mod.ts";
import { bothSatisfied, flatSigmoids } from "../../gan/losses/mod.ts";
import { loadGenerator } from "../../models/mod.ts";
import { ledgerFigureRows, readHistory, stages } from "../../course/mod.ts";
import { closeRenderer, renderSvg } from "../../notebook/mod.ts";
import { distanceOf } from "../common/distance_of.ts";
import { listModels, models } from "../common/models.ts";
import { root } from "../common/paths.ts";
import { writeResult } from "../common/writable.ts";

/** The symptom and the first repair, side by side. */
async function losses(): Promise<Figure> {
  const [before, after] = await Promise.all(
    ["asAsked_seed1", "oneDiscriminator_seed1"].map(readHistory),
  );
  return figures.compare(
    { label: "01: as asked", history: before! },
    { label: "02: one discriminator", history: after! },
    { guidesBefore: guidesAt(bothSatisfied()), guidesAfter: guidesAt(flatSigmoids()) },
  );
}

/** What the shipped model of each stage draws from the same latents. */
async function strips(): Promise<Figure> {
  const count = 16;
  const rows = [];
  for (const name of listModels()) {
    const generator = await loadGenerator(join(models, name));
    const images = generator.sample({ count, seed: 7 });
    const png = imagesToDataUri(await images.data<"float32">(), { columns: count });
    images.dispose();
    generator.dispose();
    const distance = (await distanceOf(name))?.value;
    const stage = stages.find((stage) => stage.name === name);
    const title = stage?.notebook.replaceAll("_", " ") ?? name;
    rows.push({
      title,
      note: distance ? `distance ${distance.toFixed(distance < 100 ? 1 : 0)}` : "",
      png,
    });
  }
  return figures.strips(rows, count);
}

/** Draws the pictures into `data/study`. */
export async function drawFigures(): Promise<void> {
  const drawn = {
    losses: await losses(),
    ledger: figures.ledger(await ledgerFigureRows()),
    stages: await strips(),
  };
  for (const [name, figure] of Object.entries(drawn)) {
    const path = join(root, "data", "study", `${name}.svg`);
    // A name instead of plotly.js's random one: the same picture is then the same file.
    const svg = (await renderSvg(figure)).replaceAll(/(?<=defs-|clip)[0-9a-f]{6}/g, name);
    await writeResult([[path, svg]]);
    console.log(`Wrote data/study/${name}.svg`);
  }
  closeRenderer();
}
