/**
 * `deno task diagnose`: examines a GAN, or the log of its training.
 *
 * @module
 */
import { start, task } from "./common/task.ts";

const command = task("diagnose")
  .description("Examine a GAN: what is wrong with it, how sure that is, and how to repair it.")
  .argument(
    "<gan...>",
    "a folder as `deno task train` writes it, a module (.ts, .js, .mjs) that exports a patient (default, or `patient`), or the log of a run in any other file",
  )
  .option("--json", "print the report as JSON")
  .option("--d <column>", "of a log: the column of D's loss, where its name does not say so")
  .option("--g <column>", "of a log: the column of G's loss")
  .option(
    "--loss <name>",
    "of a log: crossEntropy, crossEntropyMean, leastSquares, leastSquaresMean, hinge, wasserstein or relativistic; Mean: D's halves are averaged",
  )
  .addHelpText(
    "after",
    "\nA log is what a training loop printed, CSV, JSON, JSON Lines, Keras's history, a TensorBoard event file or\nfolder, or a recorded run as `deno task record` writes it; several files of one run are read side by side. It has the two loss\ncurves alone: the GAN itself says more.\n\nExit status: 0 nothing found, 1 an error, 2 something is certain or likely.",
  );

if (import.meta.main) {
  await start(command, async () => (await import("./work/diagnose.ts")).examine);
  Deno.exit();
}
