/**
 * Writing a generator's weights for NumPy.
 *
 * @module
 */

import { zipSync } from "fflate";
import { dump } from "npyjs";
import { findModel } from "../common/models.ts";
import { writeResult } from "../common/writable.ts";
import { type DrawOptions, generatorFor } from "./draw.ts";

/**
 * Writes a generator's weights, and latents, as one `.npz` file.
 *
 * @param options see {@link DrawOptions}
 */
export async function exportWeights({ model, out, count, seed }: DrawOptions): Promise<void> {
  const source = findModel(model), name = source.split(/[/\\]/).findLast((part) => part !== "");
  const path = out ?? `${name}.npz`;
  const generator = await generatorFor(source, path, [".npz"]);
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
