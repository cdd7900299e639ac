/**
 * Drawing digits into a file.
 *
 * @module
 */

import { dump } from "npyjs";
import { encodePng, tileImages } from "../../data/images.ts";
import { findModel } from "../common/models.ts";
import { writeResult } from "../common/writable.ts";
import { type DrawOptions, generatorFor } from "./draw.ts";

/** What `deno task generate` is asked. */
export interface GenerateOptions extends DrawOptions {
  /** A picture or numbers; by the name's ending where it is not given. */
  format?: "png" | "npy";
}

/**
 * Draws digits into a file.
 *
 * @param options see {@link GenerateOptions}
 */
export async function generate(
  { model, count, seed, out, format }: GenerateOptions,
): Promise<void> {
  const form = format ?? (out?.toLowerCase().endsWith(".npy") ? "npy" : "png");
  const path = out ?? `digits.${form}`, source = findModel(model);
  const endings = format ? [`.${format}`] : [".png", ".npy"];
  const generator = await generatorFor(source, path, endings);
  const values = await generator.sample({ count, seed }).data<"float32">();
  const bytes = form === "npy"
    ? new Uint8Array(dump(values, [count, 28, 28]))
    : encodePng(tileImages(values, { scale: 2, padding: 2 }));
  await writeResult([[path, bytes]], "--out");
  console.log(`Wrote ${path}: ${count} images by ${model}, seed ${seed}`);
}
