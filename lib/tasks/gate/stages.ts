/**
 * The stages of `deno task test`.
 *
 * @module
 */

import { basename } from "node:path";
import settings from "../../../deno.json" with { type: "json" };
import { capture, type CaptureOptions } from "../common/capture.ts";
import { docLint } from "./doc_lint.ts";
import { checkNotebook } from "./check_notebook.ts";
import { checkNotebookCode } from "../notebook/code_check.ts";
import { unformatted } from "../notebook/format.ts";
import { listNotebooks } from "../notebook/list.ts";
import { root } from "../common/paths.ts";
import { setUp } from "../setup/set_up.ts";
import { UserError } from "../common/user_error.ts";

/** What a stage counted. */
export interface Outcome {
  /** How many checks passed. */
  passed: number;
  /** How many failed. */
  failed: number;
  /** How many were left out. @default {0} */
  skipped?: number;
  /** What to show, when it was not shown while the stage ran. */
  output?: string;
}

/** One part of the gate. */
export interface Stage {
  /** The word that `--only` knows it by. */
  name: string;
  /** What it does, in one line. */
  title: string;
  /** Whether it runs only where `--only` names it. @default {false} */
  onDemand?: boolean;
  /** Does it. A {@link UserError} that it throws counts as one failure. */
  run: () => Promise<Outcome>;
}

/** How many seconds all tests together may take before they are stopped. */
const testSeconds = 60 * 60;

/** The stages of the edit loop. */
const ofQuick = ["format", "lint", "check", "doc", "test"];

/** The tests that train for long, which `--quick` leaves out. */
const slow = [
  "tests/training/",
  "tests/doctor/",
  "tests/tasks/train_test.ts",
  "tests/backend/first_losses_test.ts",
  "tests/package/publish_test.ts",
];

/** How {@link stages} lists them. */
export interface StagesOptions {
  /** Whether only those of the edit loop are wanted, without tests that train for long. @default {false} */
  quick?: boolean;
}

/**
 * Lists the stages in their order.
 *
 * @param config Arguments that name deno's configuration, none for `deno.json`.
 * @param options See {@link StagesOptions}.
 * @returns The stages.
 */
export function stages(config: string[], { quick = false }: StagesOptions = {}): Stage[] {
  // What is ignored by name takes the place of what deno.json excludes.
  return allStages(config, quick ? [`--ignore=${[...slow, ...settings.exclude]}`] : [])
    .filter(({ name }) => !quick || ofQuick.includes(name));
}

function allStages(config: string[], leftOut: string[]): Stage[] {
  const command = (name: string, ...args: string[]): Stage => ({
    name,
    title: `deno ${args.join(" ")}`,
    run: async () => one(await deno([...args, ...config])),
  });
  return [
    {
      name: "setup",
      title: ".venv with JupyterLab",
      run: async () => {
        await setUp();
        const { describeMachine } = await import("./machine.ts"); // it needs tfjs
        return { passed: 1, failed: 0, output: await describeMachine() };
      },
    },
    command("format", "fmt", "--check"),
    {
      name: "format",
      title: "deno fmt on the notebooks",
      run: async () => {
        const output = (await unformatted(await listNotebooks())).join("\n");
        return one({ code: output ? 1 : 0, output });
      },
    },
    command("lint", "lint"),
    command("check", "check", "--doc"),
    {
      name: "doc",
      title: "deno doc --lint on the exports",
      run: async () => one(await docLint(config)),
    },
    {
      name: "lint",
      title: "deno lint on the notebooks' code",
      run: () => notebookCode("lint", config),
    },
    {
      name: "check",
      title: "deno check on the notebooks' code",
      run: () => notebookCode("check", config),
    },
    {
      name: "test",
      title: "deno test --doc",
      run: () => denoTest(["-A", "--doc", "--parallel", ...leftOut, ...config]),
    },
    { name: "notebooks", title: "the notebooks, headless, with few epochs", run: runNotebooks },
    {
      name: "browser",
      title: "JupyterLab and the page in a browser",
      run: () =>
        denoTest(["-A", ...config, "tests/browser/"], { env: { GAN_CLINIC_BROWSER: "1" } }),
    },
    {
      name: "long",
      title: "proofs that take minutes: WebGPU, also on an adapter in software",
      onDemand: true,
      run: () => denoTest(["-A", ...config, "tests/long/"], { env: { GAN_CLINIC_LONG: "1" } }),
    },
  ];
}

function deno(args: string[], options: CaptureOptions = {}) {
  return capture(Deno.execPath(), args, { cwd: root, ...options });
}

function one({ code, output }: { code: number; output?: string }): Outcome {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
}

async function notebookCode(subcommand: "check" | "lint", config: string[]): Promise<Outcome> {
  return one(await checkNotebookCode(subcommand, await listNotebooks(), config));
}

async function denoTest(args: string[], options: CaptureOptions = {}): Promise<Outcome> {
  const { code, output, timedOut } = await deno(["test", ...args], {
    echo: true,
    seconds: testSeconds,
    ...options,
  });
  if (timedOut) throw new UserError(`Cannot finish the tests: stopped after ${testSeconds} s`);
  return countTests(code, output);
}

/**
 * Reads the counts in the last line of `deno test`.
 *
 * @param code The exit status.
 * @param output What it wrote.
 * @returns The counts; at least one failure if the status says so, as for a module that does not load.
 */
export function countTests(code: number, output: string): Outcome {
  const line = output.split("\n").findLast((text) => /\d+ passed.*\| \d+ failed/.test(text)) ?? "";
  const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  const failed = count("failed");
  return {
    passed: count("passed"),
    failed: code === 0 ? failed : Math.max(failed, 1),
    skipped: count("ignored"),
  };
}

/**
 * How the notebooks run in the gate: with one thread each, two go side by side in less time than one after the other with
 * two, and the number of threads changes no bit.
 */
const sideBySide = { quick: true, env: { GAN_CLINIC_THREADS: "1" } };

async function runNotebooks(): Promise<Outcome> {
  const outcome: Outcome = { passed: 0, failed: 0 };
  // Other backends than the engine take several times as long.
  const patience = (Deno.env.get("GAN_CLINIC_BACKEND") || "engine") === "engine" ? 2 : 8;
  // The longest come last in the course.
  const left = (await listNotebooks()).reverse();
  await Promise.all(Array.from({ length: Math.min(2, navigator.hardwareConcurrency) }, async () => {
    for (let path = left.shift(); path; path = left.shift()) {
      const start = performance.now();
      const faults = await checkNotebook(path, { ...sideBySide, patience }).catch((error) => {
        if (error instanceof UserError) return [error.message];
        throw error;
      });
      faults.length === 0 ? outcome.passed++ : outcome.failed++;
      const seconds = Math.round((performance.now() - start) / 1000);
      console.log(`  ${basename(path)} ${faults.length === 0 ? "ok" : "FAILED"} (${seconds} s)`);
      for (const fault of faults) console.log(`    ${fault}`);
    }
  }));
  return outcome;
}
