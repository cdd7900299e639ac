/**
 * Drawing digits into a file.
 *
 * @module
 */

import { dump } from "npyjs";
import { loadGenerator } from "../../models/generator.ts";
import { encodePng, tileImages } from "../../data/images.ts";
import { chooseBackend } from "../common/backend.ts";
import { findModel } from "../common/models.ts";
import { checkFileWritable, writeResult } from "../common/writable.ts";

/** What `deno task generate` is asked. */
export interface GenerateOptions {
  /** The model: a name, a path or a URL. */
  model: string;
  /** How many images. */
  count: number;
  /** The seed of the latents. */
  seed: number;
  /** Where to write. */
  out?: string;
  /** A picture or numbers; by the name's ending where it is not given. */
  format?: "png" | "npy";
}

/**
 * Draws digits into a file.
 *
 * @param options See {@link GenerateOptions}.
 */
export async function generate(
  { model, count, seed, out, format }: GenerateOptions,
): Promise<void> {
  const form = format ?? (out?.toLowerCase().endsWith(".npy") ? "npy" : "png");
  const path = out ?? `digits.${form}`, source = findModel(model);
  await checkFileWritable(path, "--out", format ? [`.${format}`] : [".png", ".npy"]);
  await chooseBackend({ prefer: "wasm" });
  const generator = await loadGenerator(source);
  const values = await generator.sample({ count, seed }).data<"float32">();
  const bytes = form === "npy"
    ? new Uint8Array(dump(values, [count, 28, 28]))
    : encodePng(tileImages(values, { scale: 2, padding: 2 }));
  await writeResult([[path, bytes]], "--out");
  console.log(`Wrote ${path}: ${count} images by ${model}, seed ${seed}`);
}
