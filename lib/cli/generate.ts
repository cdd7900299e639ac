/**
 * `deno task generate`: draws digits into a file.
 *
 * @module
 */

import { Command, Option } from "commander";
import { dump } from "npyjs";
import { writeAtomically } from "../atomic_write.ts";
import { loadGenerator } from "../generator.ts";
import { encodePng, tileImages } from "../images.ts";
import { chooseBackend } from "./common/backend.ts";
import { findModel, listModels } from "./common/models.ts";
import { imageCount, whole } from "./common/options.ts";
import { runTask, told } from "./common/user_error.ts";
import { checkFileWritable } from "./common/writable.ts";

interface GenerateOptions {
  model: string;
  count: number;
  seed: number;
  out?: string;
  format?: "png" | "npy";
}

const command = new Command("deno task generate")
  .description("Draw digits with a trained generator: a sheet of pictures, or the numbers.")
  .option("--model <name>", `${listModels().join(", ")}, a path or a URL`, "fixed")
  .option("--count <number>", "how many images", imageCount, 64)
  .option("--seed <number>", "the seed of the latents", whole, 7)
  .option("--out <file>", "where to write (default: digits.png or digits.npy)")
  .addOption(
    new Option("--format <format>", "numbers as [count, 28, 28] in [0, 1], or a picture (by --out)")
      .choices(["png", "npy"]),
  )
  .allowExcessArguments(false)
  .showHelpAfterError();

async function main({ model, count, seed, out, format }: GenerateOptions): Promise<void> {
  const form = format ?? (out?.endsWith(".npy") ? "npy" : "png"), path = out ?? `digits.${form}`;
  const source = findModel(model);
  await checkFileWritable(path, "--out");
  await chooseBackend({ prefer: "wasm" });
  const generator = await loadGenerator(source);
  const values = await generator.sample({ count, seed }).data<"float32">();
  const bytes = form === "npy"
    ? new Uint8Array(dump(values, [count, 28, 28]))
    : encodePng(tileImages(values, { scale: 2, padding: 2 }));
  await writeAtomically(path, bytes);
  console.log(`Wrote ${path}: ${count} images by ${model}, seed ${seed}`);
}

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => told(() => main(command.opts<GenerateOptions>())));
}
