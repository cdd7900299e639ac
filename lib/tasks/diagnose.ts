/**
 * `deno task diagnose`: examines a GAN, or what was recorded of one.
 *
 * @module
 */
import { start, task } from "./common/task.ts";

const command = task("diagnose")
  .description("Examine a GAN: what is wrong with it, how sure that is, and how to repair it.")
  .argument(
    "<gan>",
    "a folder as `deno task train` writes it, a module that exports a patient (default, or `patient`), or the .json file of a recorded run",
  )
  .option("--json", "print the report as JSON")
  .addHelpText(
    "after",
    "\nA recorded run, as `deno task record` writes it or in data/study/runs, has its two loss curves alone, read as\nsigmoid cross entropies: the GAN itself says more.\n\nExit status: 0 nothing found, 1 an error, 2 something is certain or likely.",
  );

if (import.meta.main) {
  await start(command, async () => (await import("./work/diagnose.ts")).examine);
  Deno.exit();
}
