/** The study's runs as logs. */
import { join } from "node:path";
import { parseLog } from "../../lib/doctor/mod.ts";
import { root } from "../../lib/tasks/common/paths.ts";

/** The losses of one run of the study, read as a stranger's log would be. */
export async function recorded(name: string, seed: number) {
  const path = join(root, "data", "study", "runs", `${name}_seed${seed}.json`);
  return parseLog(await Deno.readTextFile(path));
}
