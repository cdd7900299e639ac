/**
 * Writing a generator's weights for NumPy.
 *
 * @module
 */

import { zipSync } from "fflate";
import { dump } from "npyjs";
import { loadGenerator } from "../../models/generator.ts";
import { chooseBackend } from "../common/backend.ts";
import { findModel } from "../common/models.ts";
import { checkFileWritable, writeResult } from "../common/writable.ts";

/** What `deno task export` is asked. */
export interface ExportOptions {
  /** The model: a name, a path or a URL. */
  model: string;
  /** Where to write. */
  out?: string;
  /** How many latents go along. */
  count: number;
  /** Their seed. */
  seed: number;
}

/**
 * Writes a generator's weights, and latents, as one `.npz` file.
 *
 * @param options See {@link ExportOptions}.
 */
export async function exportWeights({ model, out, count, seed }: ExportOptions): Promise<void> {
  const source = findModel(model), name = source.split(/[/\\]/).findLast((part) => part !== "");
  const path = out ?? `${name}.npz`;
  await checkFileWritable(path, "--out", [".npz"]);
  await chooseBackend({ prefer: "wasm" });
  const generator = await loadGenerator(source);
  const arrays = generator.model.weights.map((weight): Entry => [
    weight.originalName,
    weight.read().dataSync<"float32">(),
    weight.shape as number[],
  ]);
  const latents = generator.latents({ count, seed });
  const bytes = npz([...arrays, ["latents", latents, [count, generator.latentSize]]]);
  await writeResult([[path, bytes]], "--out");
  console.log(`Wrote ${path}: ${arrays.map(([name]) => name).join(", ")}, latents`);
}

type Entry = readonly [name: string, values: Float32Array, shape: number[]];

/** NumPy's container: a zip file of .npy files, stored as they are, as `numpy.savez` does. */
function npz(arrays: readonly Entry[]): Uint8Array {
  const files = arrays.map(([name, values, shape]) =>
    [`${name}.npy`, new Uint8Array(dump(values, shape))] as const
  );
  return zipSync(Object.fromEntries(files), { level: 0 });
}
