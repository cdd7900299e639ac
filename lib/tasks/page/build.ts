/**
 * The page as static files.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import "@tensorflow/tfjs-backend-wasm/package.json" with { type: "json" }; // so that its files are there
import { capture } from "../common/capture.ts";
import { listModels, models } from "../common/models.ts";
import { root } from "../common/paths.ts";
import { UserError } from "../common/user_error.ts";
import { pageModels } from "./page_data.ts";

/** The files of a page, by their paths below its address. */
export type PageFiles = Map<string, Uint8Array<ArrayBuffer>>;

const sources = fileURLToPath(new URL("../../web/page/", import.meta.url));

/**
 * Builds the page: HTML, style, one script, tfjs's WebAssembly, and every model of `data/models`.
 *
 * @returns its files
 * @throws {UserError} when the script cannot be bundled
 */
export async function buildPage(): Promise<PageFiles> {
  const names = listModels(), files = await bundle(join(sources, "main.ts"));
  const add = async (path: string, file: string) => files.set(path, await Deno.readFile(file));
  for (const name of ["index.html", "style.css"]) await add(name, join(sources, name));
  const list = JSON.stringify(await pageModels(names, models));
  files.set("models.json", new TextEncoder().encode(list));
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

const wasm = fileURLToPath(import.meta.resolve("@tensorflow/tfjs-backend-wasm/dist/"));

/** Bundles a script with all it imports. What it may import later, or never in a browser, is a script of its own. */
async function bundle(entry: string): Promise<PageFiles> {
  const out = await Deno.makeTempDir();
  try {
    const options = ["--quiet", "--platform", "browser", "--minify", "--code-splitting"];
    // The bundler knows a package that is imported later only from the lock file.
    const args = ["bundle", "--lock=deno.lock", ...options, "--outdir", out, entry];
    const { code, output } = await capture(Deno.execPath(), args, { cwd: root });
    if (code !== 0) {
      const why = output.trim().split("\n").find((line) => /error/i.test(line)) ?? output.trim();
      throw new UserError(`Cannot bundle the page's script: ${why}`);
    }
    const names = await fileNames(out);
    return new Map(
      await Promise.all(
        names.map(async (name) => [name, await Deno.readFile(join(out, name))] as const),
      ),
    );
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

async function fileNames(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
}
