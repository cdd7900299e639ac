/**
 * One run of the study in a process of its own, started by `deno task ledger`: name, seed, file.
 *
 * @module
 */
import { loadClassifier } from "../../quality/mod.ts";
import { loadMnist, runExperiment, study } from "../../course/mod.ts";
import { thisProcessor } from "../../backend/processor.ts";
import { chooseBackend } from "../common/backend.ts";
import { runTask } from "../common/user_error.ts";
import { writeResult } from "../common/writable.ts";

async function main(): Promise<void> {
  const [name, seed, path] = Deno.args;
  const experiment = study.find(({ recipe }) => recipe.name === name)!;
  // One thread: two runs side by side use two cores better than one run with two threads.
  const { name: backend } = await chooseBackend({ threads: 1 });
  const tools = {
    mnist: await loadMnist(),
    classifier: await loadClassifier(),
    backend,
    processor: thisProcessor().name,
  };
  const run = await runExperiment(experiment, Number(seed), tools);
  await writeResult([[path!, JSON.stringify(run) + "\n"]]);
}

if (import.meta.main) await runTask(main);
