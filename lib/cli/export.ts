/**
 * `deno task export`: writes a generator's weights for NumPy.
 *
 * @module
 */

import { Command } from "commander";
import { zipSync } from "fflate";
import { dump } from "npyjs";
import { writeAtomically } from "../atomic_write.ts";
import { loadGenerator } from "../generator.ts";
import { chooseBackend } from "./common/backend.ts";
import { findModel, listModels } from "./common/models.ts";
import { imageCount, whole } from "./common/options.ts";
import { runTask, told } from "./common/user_error.ts";
import { checkFileWritable } from "./common/writable.ts";

interface ExportOptions {
  model: string;
  out?: string;
  count: number;
  seed: number;
}

const command = new Command("deno task export")
  .description(
    "Write a generator's weights as .npz, each under its name, beside `latents` to draw from.",
  )
  .option("--model <name>", `${listModels().join(", ")}, a path or a URL`, "fixed")
  .option("--out <file>", "where to write (default: <model>.npz)")
  .option("--count <number>", "how many latents", imageCount, 64)
  .option("--seed <number>", "their seed: as in deno task generate", whole, 7)
  .allowExcessArguments(false)
  .showHelpAfterError();

async function main({ model, out, count, seed }: ExportOptions): Promise<void> {
  const source = findModel(model), name = source.split(/[/\\]/).findLast((part) => part !== "");
  const path = out ?? `${name}.npz`;
  await checkFileWritable(path, "--out");
  await chooseBackend({ prefer: "wasm" });
  const generator = await loadGenerator(source);
  const arrays = generator.model.weights.map((weight): Entry => [
    weight.originalName,
    weight.read().dataSync<"float32">(),
    weight.shape as number[],
  ]);
  const latents = generator.latents({ count, seed });
  await writeAtomically(
    path,
    npz([...arrays, ["latents", latents, [count, generator.latentSize]]]),
  );
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

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => told(() => main(command.opts<ExportOptions>())));
}
