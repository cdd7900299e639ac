/**
 * The page as static files.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import "@tensorflow/tfjs-backend-wasm/package.json" with { type: "json" }; // so that its files are downloaded
import { deno } from "../common/capture.ts";
import { listModels, models } from "../common/models.ts";
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
  const names = listModels(), list = JSON.stringify(await pageModels(names));
  const files = [
    ...await bundle(join(sources, "main.ts")),
    ...await readFiles(sources, "", (name) => ["index.html", "style.css"].includes(name)),
    ["models.json", new TextEncoder().encode(list)] as const,
    ...await readFiles(wasm, "", (name) => name.endsWith(".wasm")),
  ];
  for (const name of names) {
    const folder = join(models, name), path = `models/${name}/`;
    files.push(
      ...await readFiles(folder, path, (name) => name === "recipe.json"),
      ...await readFiles(join(folder, "generator"), `${path}generator/`),
    );
  }
  return new Map(files);
}

const wasm = fileURLToPath(import.meta.resolve("@tensorflow/tfjs-backend-wasm/dist/"));

type PageFile = readonly [path: string, content: Uint8Array<ArrayBuffer>];

/** Bundles a script with all it imports. What it may import later, or never in a browser, is a script of its own. */
async function bundle(entry: string): Promise<PageFile[]> {
  const out = await Deno.makeTempDir();
  try {
    const options = ["--quiet", "--platform", "browser", "--minify", "--code-splitting"];
    // The bundler downloads nothing that is imported later, and knows it only from the lock file.
    for (
      const args of [
        ["cache", "--quiet", "--lock=deno.lock", entry],
        ["bundle", "--lock=deno.lock", ...options, "--outdir", out, entry],
      ]
    ) {
      const { code, output } = await deno(args);
      if (code === 0) continue;
      const why = output.trim().split("\n").find((line) => /error/i.test(line)) ?? output.trim();
      throw new UserError(`Cannot bundle the page's script: ${why}`);
    }
    return await readFiles(out);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

/** Reads the files of a folder that are wanted, to stand below a path of the page. */
async function readFiles(folder: string, path = "", wanted = (_: string) => true) {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name);
  return await Promise.all(
    names.filter(wanted).sort().map(async (name): Promise<PageFile> => [
      path + name,
      await Deno.readFile(join(folder, name)),
    ]),
  );
}
