/**
 * Making `.venv`: whole or not at all.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { join } from "node:path";
import { capture } from "../common/capture.ts";
import { root, venv } from "../common/paths.ts";
import { UserError } from "../common/user_error.ts";
import { jupyterEnv, venvPython } from "./jupyter.ts";
import { findPython, type Python, pythonVersion } from "./python.ts";
import type { Progress } from "./progress.ts";

const requirements = join(root, "lib", "tasks", "setup", "requirements.txt");

/** Written last: a virtual environment without it was interrupted and is made again. */
const stampFile = join(venv, "gan_clinic_set_up.json");

/**
 * Makes `.venv` with the pinned requirements, where it is not there yet, or from other ones.
 *
 * @param progress where to say how far it is
 * @throws {UserError} when Python or its venv module is missing, a download fails, or there is no room
 */
export async function setUpVenv(progress: Progress): Promise<void> {
  if (await isReady()) return;
  const python = await findPython();
  console.log(
    `Setting up JupyterLab in .venv with Python ${python.version} ` +
      "(once: a minute, 70 MB to download, 230 MB on the disk)",
  );
  await removeVenv();
  try {
    await make(python, progress);
  } catch (error) {
    await removeVenv().catch(() => {}); // what is left of it would only take room
    throw error;
  }
}

/** Whether `.venv` is whole, was made from these requirements, and its Python still runs. */
async function isReady(): Promise<boolean> {
  const found = await Deno.readTextFile(stampFile).catch(() => undefined);
  if (found === undefined) return false;
  const version = await pythonVersion([venvPython]);
  return version !== undefined && found === await stamp(version);
}

/** What a whole `.venv` carries: the requirements' sum and the Python that they were chosen for. */
async function stamp(version: string): Promise<string> {
  const text = await Deno.readTextFile(requirements);
  const sha256 = createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex");
  return JSON.stringify({ requirements: sha256, python: version }) + "\n";
}

async function removeVenv(): Promise<void> {
  await Deno.remove(venv, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw cannot("remove the old .venv", error);
  });
}

async function make({ command: [python, ...args], version }: Python, progress: Progress) {
  const name = [python, ...args].join(" ");
  progress.say("Python", "making .venv");
  const probe = await capture(python, [...args, "-c", "import venv, ensurepip"]);
  if (probe.code !== 0) {
    throw new UserError(
      `Cannot make .venv: the venv module of ${name} (Python ${version}) is missing or incomplete; ` +
        "install it (on Debian and Ubuntu: sudo apt install python3-venv)",
    );
  }
  const made = await capture(python, [...args, "-m", "venv", venv]);
  if (made.code !== 0) throw failed(`make .venv with ${name}`, made.output);

  // The list is complete, so pip need not look for more; nor need it compile what never runs.
  const pip = ["-m", "pip", "install", "--no-deps", "--no-compile", "--no-cache-dir", "--no-input"];
  const options = ["--prefer-binary", "--retries", "2", "-r", requirements];
  const installed = await capture(venvPython, [...pip, ...options], {
    env: { ...jupyterEnv(), PIP_USER: "0", PIP_DISABLE_PIP_VERSION_CHECK: "1" },
    heard: (output) => progress.say("Python", pipWords(output)),
  });
  if (installed.code !== 0) throw failed("install JupyterLab into .venv", installed.output);
  await removePlotly();
  await Deno.writeTextFile(stampFile, await stamp(version));
  progress.say("Python");
}

/** Of Plotly only the renderer is used, which lies elsewhere; its Python part takes 39 MB. */
async function removePlotly(): Promise<void> {
  const ask = ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"];
  const { output } = await capture(venvPython, ask), folder = output.trim();
  if (!folder.startsWith(venv)) return;
  await Deno.remove(join(folder, "plotly"), { recursive: true });
}

/** How far pip is. */
function pipWords(output: string): string {
  const packages = /^Installing collected packages: (.*)/m.exec(output)?.[1]?.split(",").length;
  if (packages !== undefined) return `unpacking ${packages} packages`;
  const sizes = [...output.matchAll(/^ *Downloading .*\(([\d.]+) (kB|MB)\)/gm)];
  const megabytes = sizes.reduce(
    (sum, [, n, unit]) => sum + Number(n) / (unit === "MB" ? 1 : 1000),
    0,
  );
  return `${sizes.length} packages downloaded, ${Math.round(megabytes)} of 70 MB`;
}

function failed(what: string, output: string): UserError {
  const line = lastLine(output);
  const remedy = /no space|disk full|not enough space/i.test(output)
    ? "make room for 300 MB"
    : "check the network (pip needs its package index)";
  return cannot(what, `${line}; ${remedy} and start again`);
}

function cannot(what: string, why: unknown): UserError {
  return new UserError(`Cannot ${what}: ${why instanceof Error ? why.message : why}`);
}

/** The last line in which pip or venv names an error, else the last line. */
function lastLine(output: string): string {
  const lines = output.trim().split(/\r?\n/);
  return (lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? "").trim();
}
