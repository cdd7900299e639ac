/**
 * How JupyterLab is set up in the clone: its environment, its kernel, its settings.
 *
 * @module
 */

import { join } from "node:path";
import { cache, venv } from "../common/paths.ts";

/** The virtual environment's Python. */
export const venvPython: string = Deno.build.os === "windows"
  ? join(venv, "Scripts", "python.exe")
  : join(venv, "bin", "python");

/**
 * The environment in which Jupyter reads and writes nothing outside the clone.
 *
 * @returns variables to set; an empty one takes back what the user may have set
 */
export function jupyterEnv(): Record<string, string> {
  const folder = join(cache, "jupyter");
  return {
    JUPYTER_CONFIG_DIR: join(folder, "config"),
    JUPYTER_DATA_DIR: join(folder, "data"),
    JUPYTER_RUNTIME_DIR: join(folder, "runtime"),
    IPYTHONDIR: join(folder, "ipython"),
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_PATH: "",
    JUPYTER_CONFIG_PATH: "",
    JUPYTERLAB_DIR: "",
    JUPYTERLAB_SETTINGS_DIR: "",
    JUPYTERLAB_WORKSPACES_DIR: "",
    PYTHONPATH: "",
    PYTHONHOME: "",
    PYTHONNOUSERSITE: "1",
    DENO_NO_UPDATE_CHECK: "1",
  };
}

/** Files of `.venv` that say which kernel there is and keep JupyterLab from asking for news. */
function files(): Record<string, unknown> {
  return {
    "share/jupyter/kernels/deno/kernel.json": {
      // The absolute path, because under npx no `deno` is on the PATH.
      argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
      display_name: "Deno",
      language: "typescript",
    },
    "etc/jupyter/labconfig/page_config.json": {
      disabledExtensions: { "@jupyterlab/apputils-extension:announcements": true },
    },
  };
}

/**
 * Writes the kernelspec and JupyterLab's settings into `.venv`. Called at each start, since the path
 * of the running Deno may have changed.
 */
export async function writeJupyterFiles(): Promise<void> {
  for (const [name, content] of Object.entries(files())) {
    const path = join(venv, name);
    await Deno.mkdir(join(path, ".."), { recursive: true });
    await Deno.writeTextFile(path, JSON.stringify(content, null, 2) + "\n");
  }
}
