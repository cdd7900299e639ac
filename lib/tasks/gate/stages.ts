/**
 * The stages of `deno task test`.
 *
 * @module
 */

import settings from "../../../deno.json" with { type: "json" };
import { deno } from "../common/capture.ts";
import { docLint } from "./doc_lint.ts";
import { denoTest } from "./test_run.ts";
import type { Outcome } from "./outcome.ts";
import { runNotebooks } from "./run_notebooks.ts";
import { checkNotebookCode } from "../notebook/code_check.ts";
import { unformatted } from "../notebook/format.ts";
import { listNotebooks } from "../notebook/list.ts";
import { setUp } from "../setup/set_up.ts";

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

/**
 * Lists the stages in their order.
 *
 * @param config arguments that name deno's configuration, none for `deno.json`
 * @param quick whether only those of the edit loop are wanted, without tests that train for long
 * @returns the stages
 */
export function stages(config: string[], quick: boolean): Stage[] {
  // What is ignored by name takes the place of what deno.json excludes.
  const leftOut = quick ? [`--ignore=${[...slow, ...settings.exclude]}`] : [];
  const command = (name: string, ...args: string[]): Stage => ({
    name,
    title: `deno ${args.join(" ")}`,
    run: async () => one(await deno([...args, ...config])),
  });
  const notebookCode = (name: "check" | "lint"): Stage => ({
    name,
    title: `deno ${name} on the notebooks' code`,
    run: async () => one(await checkNotebookCode(name, await listNotebooks(), config)),
  });
  const all: Stage[] = [
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
    notebookCode("lint"),
    notebookCode("check"),
    {
      name: "test",
      title: "deno test --doc",
      run: () => denoTest(["-A", "--doc", "--parallel", ...leftOut, ...config]),
    },
    { name: "notebooks", title: "the notebooks, headless, with few epochs", run: runNotebooks },
    {
      name: "browser",
      title: "JupyterLab and the page in a browser",
      run: () => denoTest(["-A", ...config, "tests/browser/"], { GAN_CLINIC_BROWSER: "1" }),
    },
    {
      name: "long",
      title: "proofs that take minutes: WebGPU, also on an adapter in software",
      onDemand: true,
      run: () => denoTest(["-A", ...config, "tests/long/"], { GAN_CLINIC_LONG: "1" }),
    },
  ];
  return all.filter(({ name }) => !quick || ofQuick.includes(name));
}

function one({ code, output }: { code: number; output?: string }): Outcome {
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
}
