/**
 * Downloading what the notebooks import: a kernel would do it without a word, at the first cell.
 *
 * @module
 */

import { deno } from "../common/capture.ts";
import { UserError } from "../common/user_error.ts";
import type { Progress } from "./progress.ts";

/** What a notebook imports, and the worker that draws its figures. */
const modules = ["lib/course/mod.ts", "lib/mod.ts", "lib/notebook/svg_worker.ts"];

/**
 * Downloads the packages that Deno does not have yet. Where it has them all, this needs no network.
 *
 * @param progress where to say how far it is
 * @throws {UserError} when a package cannot be downloaded
 */
export async function downloadPackages(progress: Progress): Promise<void> {
  const { code, output } = await deno(["cache", "--lock=deno.lock", ...modules], {
    heard: (output) => {
      const packages = output.match(/^Download .*\.tgz$/gm)?.length ?? 0;
      if (packages > 0) progress.say("npm", `${packages} packages downloaded`);
    },
  });
  progress.say("npm");
  if (code === 0) return;
  const line = output.split(/\r?\n/).find((line) => /^error:/.test(line)) ?? output.trim();
  throw new UserError(
    `Cannot download the packages that the notebooks import: ${line.replace(/^error: /, "")}; ` +
      "check the network (Deno needs the npm registry) and start again",
  );
}
