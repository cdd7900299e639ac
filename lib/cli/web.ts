/**
 * `deno task web`: the page that runs the models in a browser.
 *
 * @module
 */

import { Command } from "commander";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildPage, type PageFiles } from "../web/build.ts";
import { servePage } from "../web/serve.ts";
import { choosePort } from "./setup/port.ts";
import { portNumber } from "./common/options.ts";
import { runTask, told, UserError } from "./common/user_error.ts";
import { checkWritable } from "./common/writable.ts";

interface WebOptions {
  build?: string;
  port?: number;
}

const command = new Command("deno task web")
  .description("Serve the page that shows every repair's model at work, to this machine alone.")
  .option("--build <folder>", "write it as static files for any host, and serve nothing")
  .option("--port <number>", "the port (default: the first free one from 8000)", portNumber)
  .allowExcessArguments(false)
  .showHelpAfterError();

async function main({ build, port }: WebOptions): Promise<void> {
  if (build !== undefined) return await write(await checkFolder(build), await buildPage());
  const chosen = choosePort(port, 8000);
  const server = servePage(await buildPage(), chosen);
  console.log(`Serving the page at http://127.0.0.1:${chosen}/ (stop it with Ctrl+C)`);
  await server.finished;
}

/** A page is never mixed with files of another kind. */
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
  let bytes = 0;
  for (const [path, content] of files) {
    await Deno.mkdir(dirname(join(folder, path)), { recursive: true });
    await Deno.writeFile(join(folder, path), content);
    bytes += content.length;
  }
  // Scripts are named by their content: those of an earlier page would stay for ever.
  for (const { name } of [...Deno.readDirSync(folder)]) {
    if (name.endsWith(".js") && !files.has(name)) await Deno.remove(join(folder, name));
  }
  console.log(`Wrote ${files.size} files, ${(bytes / 1e6).toFixed(1)} MB, to ${folder}`);
}

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => told(() => main(command.opts<WebOptions>())));
}
