/**
 * Serving the page, or writing it as static files.
 *
 * @module
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildPage, type PageFiles } from "../page/build.ts";
import { servePage } from "../page/serve.ts";
import { choosePort, isTaken } from "../setup/port.ts";
import { UserError } from "../common/user_error.ts";
import { checkWritable, writeResult } from "../common/writable.ts";

/**
 * Serves the page until Ctrl+C, or writes it.
 *
 * @param options the folder to write to instead of serving, and the port to serve at
 */
export async function web({ build, port }: { build?: string; port?: number }): Promise<void> {
  if (build !== undefined) return await write(await checkFolder(build), await buildPage());
  const chosen = choosePort(port, 8000), files = await buildPage();
  const server = start(files, chosen);
  console.log(`Serving the page at http://127.0.0.1:${chosen}/ (stop it with Ctrl+C)`);
  await server.finished;
}

/** Another program may have taken the port while the page was built. */
function start(files: PageFiles, port: number): Deno.HttpServer {
  try {
    return servePage(files, port);
  } catch (cause) {
    throw cause instanceof Deno.errors.AddrInUse ? isTaken(port, cause) : cause;
  }
}

/** The page must not be mixed with other files. */
async function checkFolder(folder: string): Promise<string> {
  await checkWritable(folder, "--build");
  const found = existsSync(folder) ? [...Deno.readDirSync(folder)] : [];
  if (found.length === 0 || existsSync(join(folder, "models.json"))) return folder;
  throw new UserError(
    `Cannot build the page into ${folder}: expected a new folder, an empty one or an earlier page, ` +
      `found ${found[0]!.name}; choose another by --build`,
  );
}

async function write(folder: string, files: PageFiles): Promise<void> {
  const all = [...files].map(([path, content]) => [join(folder, path), content] as const);
  await writeResult(all, "--build", folder);
  // Scripts are named by their content: without this, those of an earlier page would pile up.
  for (const { name } of [...Deno.readDirSync(folder)]) {
    if (name.endsWith(".js") && !files.has(name)) await Deno.remove(join(folder, name));
  }
  const bytes = all.reduce((sum, [, { length }]) => sum + length, 0);
  console.log(`Wrote ${files.size} files, ${(bytes / 1e6).toFixed(1)} MB, to ${folder}`);
}
