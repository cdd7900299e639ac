/**
 * Making `.venv`: once, whole or not at all.
 *
 * @module
 */

import { createHash } from "node:crypto";
import { join } from "node:path";
import { capture } from "../common/capture.ts";
import { jupyterEnv, venvPython, writeJupyterFiles } from "./jupyter.ts";
import { cache, root, venv } from "../common/paths.ts";
import { findPython, type Python, pythonVersion } from "./python.ts";
import { UserError } from "../common/user_error.ts";

const requirements = join(root, "lib", "cli", "setup", "requirements.txt");

/** Written last: a virtual environment without it was interrupted and is made again. */
const stampFile = join(venv, "gan_clinic_set_up.json");

/**
 * Sets up `.venv` with the pinned requirements and the Deno kernel, where that is not done yet.
 * A second call touches no network.
 *
 * @throws {UserError} If Python or its venv module is missing, a download fails, or the clone cannot be
 * written to.
 */
export async function setUp(): Promise<void> {
  using lock = await openLock();
  await lock.lock(true);
  if (!await isReady()) await make(await findPython());
  await writeJupyterFiles();
}

async function openLock(): Promise<Deno.FsFile> {
  try {
    await Deno.mkdir(cache, { recursive: true });
    return await Deno.open(join(cache, "set_up.lock"), { create: true, write: true });
  } catch (error) {
    const { message } = error as Error;
    throw cannot(`write to ${cache}`, `${message}; make the clone writable or clone it elsewhere`);
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

async function make({ command: [python, ...args], version }: Python): Promise<void> {
  console.log(`Setting up .venv with Python ${version} and JupyterLab (once, some minutes)`);
  await Deno.remove(venv, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw cannot("remove the old .venv", error);
  });

  const name = [python, ...args].join(" ");
  const probe = await capture(python, [...args, "-c", "import venv, ensurepip"]);
  if (probe.code !== 0) {
    throw new UserError(
      `Cannot make .venv: the venv module of ${name} (Python ${version}) is missing or incomplete; ` +
        "install it (on Debian and Ubuntu: sudo apt install python3-venv)",
    );
  }
  const made = await capture(python, [...args, "-m", "venv", venv]);
  if (made.code !== 0) throw cannot(`make .venv with ${name}`, lastLine(made.output));

  const pip = ["-m", "pip", "install", "--no-cache-dir", "--no-input", "--prefer-binary"];
  const installed = await capture(venvPython, [...pip, "--retries", "2", "-r", requirements], {
    env: { ...jupyterEnv(), PIP_USER: "0", PIP_DISABLE_PIP_VERSION_CHECK: "1" },
  });
  if (installed.code !== 0) {
    throw cannot(
      "install JupyterLab into .venv",
      `${
        lastLine(installed.output)
      }; check the network (pip needs its package index) and start again`,
    );
  }
  await Deno.writeTextFile(stampFile, await stamp(version));
}

function cannot(what: string, why: unknown): UserError {
  return new UserError(`Cannot ${what}: ${why instanceof Error ? why.message : why}`);
}

/** The last line in which pip or venv names an error, else the last line. */
function lastLine(output: string): string {
  const lines = output.trim().split(/\r?\n/);
  return (lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? "").trim();
}
