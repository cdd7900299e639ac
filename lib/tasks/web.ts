/**
 * `deno task web`: the page that runs the models in a browser.
 *
 * @module
 */

import { portNumber } from "./common/options.ts";
import { start, task } from "./common/task.ts";

const command = task("web")
  .description("Serve the page that shows every repair's model at work, to this machine alone.")
  .option("--build <folder>", "write it as static files for any host, and serve nothing")
  .option("--port <number>", "the port (default: the first free one from 8000)", portNumber);

if (import.meta.main) await start(command, async () => (await import("./work/web.ts")).web);
