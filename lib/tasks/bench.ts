/**
 * `deno task bench`: times a training step on each backend, and in PyTorch and TensorFlow.
 *
 * @module
 */
import { positiveWhole } from "./common/options.ts";
import { start, task } from "./common/task.ts";

const command = task("bench")
  .description(
    "Time one D step and one G step, batch 128, on each backend, and the same in PyTorch and " +
      "TensorFlow where a Python has them; all in turn, each in a process of its own.",
  )
  .option("--rounds <count>", "how often everybody runs", positiveWhole, 7)
  .option("--model <names>", "which GANs: dense,dcgan", "dense,dcgan")
  .option("--python <path>", "a Python with torch or tensorflow; may be repeated", collect, [])
  .option("--quick", "one short round, to see that all runs", false)
  .option("--json <file>", "write every measurement to a file");

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

if (import.meta.main) await start(command, async () => (await import("./work/bench.ts")).bench);
