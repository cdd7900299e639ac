/**
 * `deno task lab`: sets up what is missing and opens the course in JupyterLab.
 *
 * @module
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { jupyterEnv, venvPython } from "./setup/jupyter.ts";
import { notebooks, root } from "./common/paths.ts";
import { choosePort } from "./setup/port.ts";
import { setUp } from "./setup/set_up.ts";
import { portNumber } from "./common/options.ts";
import { start, task } from "./common/task.ts";

const windows = Deno.build.os === "windows";
const first = "00_start_here.ipynb";

interface LabOptions {
  browser: boolean;
  port?: number;
}

const command = task("lab")
  .description("Open the course in JupyterLab. The first start sets up .venv in this folder.")
  .option("--no-browser", "print the address and open no browser")
  .option(
    "--port <number>",
    "the port to serve at (default: the first free one from 8888)",
    portNumber,
  )
  .argument("[jupyter options...]", "handed on to jupyter lab, for instance --ip=0.0.0.0")
  .allowUnknownOption();

/** Jupyter takes an option only once: what the user hands on replaces ours. */
function merge(ours: string[], handedOn: string[]): string[] {
  const name = (option: string) => option.split("=")[0];
  const given = new Set(handedOn.map(name));
  return [...ours.filter((option) => !given.has(name(option))), ...handedOn];
}

async function serve(handedOn: string[], options: LabOptions): Promise<void> {
  const chosen = choosePort(options.port, 8888);
  await setUp();
  const start = existsSync(join(notebooks, first)) ? `/lab/tree/notebooks/${first}` : "/lab";
  const ours = [
    `--port=${chosen}`,
    "--ServerApp.port_retries=0",
    ...(options.browser ? [] : ["--no-browser"]),
    ...(Deno.uid() === 0 ? ["--allow-root"] : []), // in a container
    `--ServerApp.root_dir=${root}`,
    `--LabApp.default_url=${start}`,
    "--LabApp.extension_manager=readonly", // the other one asks the package index
    "--LanguageServerManager.autodetect=False", // it looks by starting what is on the PATH
    "--KernelSpecManager.ensure_native_kernel=False",
    "--KernelSpecManager.allowed_kernelspecs=deno",
    "--Application.log_level=WARN",
  ];
  console.log("Starting JupyterLab; stop it with Ctrl+C");
  const lab = new Deno.Command(venvPython, {
    args: ["-m", "jupyterlab", ...merge(ours, handedOn)],
    cwd: root,
    env: jupyterEnv(),
    detached: !windows,
  }).spawn();

  // JupyterLab closes its kernels and files on SIGTERM, not on the SIGINT of Ctrl+C. So it runs in a
  // group of its own, where Ctrl+C does not reach it, and every signal is handed on as SIGTERM.
  const signals: Deno.Signal[] = windows ? ["SIGINT"] : ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) Deno.addSignalListener(signal, () => lab.kill("SIGTERM"));
  Deno.exit((await lab.status).code);
}

if (import.meta.main) await start(command, () => Promise.resolve(serve));
