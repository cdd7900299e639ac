/**
 * The page as static files.
 *
 * @module
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { capture } from "../cli/shared/capture.ts";
import { listModels, models } from "../cli/shared/models.ts";
import { root } from "../cli/shared/paths.ts";
import { UserError } from "../cli/shared/user_error.ts";
import { pageModels } from "./page_data.ts";

/** The files of a page, by their paths below its address. */
export type PageFiles = Map<string, Uint8Array<ArrayBuffer>>;

const sources = fileURLToPath(new URL("./page/", import.meta.url));

/**
 * Builds the page: HTML, style, one script, tfjs's WebAssembly, and every model of `data/models`.
 *
 * @returns its files
 * @throws {UserError} when the script cannot be bundled
 */
export async function buildPage(): Promise<PageFiles> {
  const names = listModels(), files: PageFiles = new Map();
  const add = async (path: string, file: string) => files.set(path, await Deno.readFile(file));
  files.set("main.js", await bundle(join(sources, "main.ts")));
  for (const name of ["index.html", "style.css"]) await add(name, join(sources, name));
  const list = JSON.stringify(await pageModels(names, models));
  files.set("models.json", new TextEncoder().encode(list));
  const wasm = join(dirname(createRequire(import.meta.url).resolve(wasmPackage)));
  for (const name of await fileNames(wasm)) {
    if (name.endsWith(".wasm")) await add(name, join(wasm, name));
  }
  for (const name of names) {
    await add(`models/${name}/recipe.json`, join(models, name, "recipe.json"));
    const folder = join(models, name, "generator");
    for (const file of await fileNames(folder)) {
      await add(`models/${name}/generator/${file}`, join(folder, file));
    }
  }
  return files;
}

const wasmPackage = "@tensorflow/tfjs-backend-wasm";

/** Bundles a script with all it imports. */
async function bundle(entry: string): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await Deno.makeTempDir(), out = join(folder, "main.js");
  try {
    const args = ["bundle", "--quiet", "--platform", "browser", "--minify", "-o", out, entry];
    const { code, output } = await capture(Deno.execPath(), args, { cwd: root });
    if (code === 0) return await Deno.readFile(out);
    const why = output.trim().split("\n").find((line) => /error/i.test(line)) ?? output.trim();
    throw new UserError(`Cannot bundle the page's script: ${why}`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function fileNames(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}
