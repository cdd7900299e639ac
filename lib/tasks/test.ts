/**
 * `deno task test`: every check of this project. Its last line is `N passed, N failed`.
 *
 * @module
 */

import { configArguments } from "./common/offline.ts";
import type { Outcome } from "./gate/outcome.ts";
import { type Stage, stages } from "./gate/stages.ts";
import { start, task } from "./common/task.ts";
import { UserError, userMessage } from "./common/user_error.ts";

const command = task("test")
  .description("Check everything: format, lint, types, docs, tests, notebooks, JupyterLab.")
  .option(
    "--quick",
    "in a minute or two: all but the notebooks, the browser and what trains for long",
    false,
  )
  .option(
    "--only <stages>",
    "only these, for instance lint,check; long is what runs only if named",
  );

async function runStage({ title, run }: Stage): Promise<Outcome> {
  console.log(`\n${title}`);
  const start = performance.now();
  const outcome = await run().catch((error): Outcome => ({
    passed: 0,
    failed: 1,
    output: userMessage(error),
  }));
  if (outcome.output) console.log(outcome.output.trimEnd());
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const skipped = outcome.skipped ? `, ${outcome.skipped} skipped` : "";
  console.log(`  ${outcome.failed === 0 ? "ok" : "FAILED"}${skipped} (${seconds} s)`);
  return outcome;
}

async function main({ only, quick }: { only?: string; quick: boolean }): Promise<void> {
  const config = await configArguments();
  if (config.length > 0) {
    console.log("JSR cannot be reached: tests/offline/std_assert stands in for jsr:@std/assert");
  }
  const all = stages(config, quick);
  const known = [...new Set(all.map(({ name }) => name))];
  const wanted = only?.split(",") ??
    known.filter((name) => !all.find((stage) => stage.name === name)!.onDemand);
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UserError(`Cannot run stage: expected any of ${known.join(",")}, got ${unknown}`);
  }

  let passed = 0;
  let failed = 0;
  let ready = true;
  for (const stage of all.filter(({ name }) => wanted.includes(name))) {
    if (!ready && ["notebooks", "browser"].includes(stage.name)) {
      console.log(`\n${stage.title}\n  left out: there is no .venv`);
      continue;
    }
    const outcome = await runStage(stage);
    passed += outcome.passed;
    failed += outcome.failed;
    if (stage.name === "setup") ready = outcome.failed === 0;
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  Deno.exit(failed === 0 ? 0 : 1);
}

if (import.meta.main) await start(command, () => Promise.resolve(main));
