import type { Page } from "playwright-core";
import { join } from "node:path";
import { cache, root } from "../../lib/tasks/common/paths.ts";
import { firstFreePort } from "../../lib/tasks/setup/port.ts";

/** A running `deno task lab`. */
export interface Lab extends AsyncDisposable {
  /** The address of a file of the clone, or of the lab as it opens by itself. */
  address(file?: string): string;
}

const settings = {
  // The tests look at the committed notebooks and leave them as they are.
  "docmanager-extension/plugin": { autosave: false },
  // Keep every cell in the page, so that the last can be found without scrolling.
  "notebook-extension/tracker": { windowingMode: "none" },
};

/** Starts `deno task lab` and waits until it answers. */
export async function startLab(): Promise<Lab> {
  await Deno.mkdir(cache, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: cache, prefix: "lab_" });
  for (const [name, content] of Object.entries(settings)) {
    const file = join(folder, "@jupyterlab", `${name}.jupyterlab-settings`);
    await Deno.mkdir(join(file, ".."), { recursive: true });
    await Deno.writeTextFile(file, JSON.stringify(content));
  }
  const port = firstFreePort(8950);
  const token = crypto.randomUUID();
  const server = new Deno.Command(Deno.execPath(), {
    args: [
      ...["task", "lab", "--no-browser", "--port", String(port)],
      `--IdentityProvider.token=${token}`,
      `--LabApp.user_settings_dir=${folder}`,
      `--LabApp.workspaces_dir=${join(folder, "workspaces")}`,
    ],
    cwd: root,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();

  const origin = `http://127.0.0.1:${port}`;
  const stop = async () => {
    server.kill("SIGTERM");
    await server.status;
    await Deno.remove(folder, { recursive: true });
  };
  for (let waited = 0; !await answers(`${origin}/api`); waited++) {
    if (waited === 600) {
      await stop();
      throw new Error(`Cannot reach JupyterLab within 5 minutes: ${origin}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return {
    address: (file) => `${origin}/${file ? `lab/tree/${file}` : ""}?token=${token}&reset`,
    [Symbol.asyncDispose]: stop,
  };
}

async function answers(address: string): Promise<boolean> {
  try {
    const response = await fetch(address);
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

/** The notebook that one sees, not one that JupyterLab keeps behind it. */
export const panel = ".jp-NotebookPanel:visible";

/** Opens a notebook, or what the lab opens by itself, and waits until its kernel is idle. */
export async function openNotebook(page: Page, lab: Lab, file?: string): Promise<void> {
  await page.goto(lab.address(file));
  await page.waitForSelector(`${panel} .jp-KernelName:has-text("Deno")`, { timeout: 60_000 });
  await waitForKernel(page, 60);
}

/** Waits until the kernel is idle. */
export async function waitForKernel(page: Page, seconds: number): Promise<void> {
  const idle = `${panel} .jp-Notebook-ExecutionIndicator[data-status="idle"]`;
  await page.waitForSelector(idle, { timeout: seconds * 1000, state: "attached" });
}

/** Runs all cells by the menu and waits until none is waiting or running. */
export async function runAllCells(page: Page, seconds: number): Promise<void> {
  await page.click('.lm-MenuBar-itemLabel:text-is("Run")');
  await page.click('.lm-Menu-itemLabel:text-is("Run All Cells")');
  await page.waitForFunction(
    () => {
      // deno-lint-ignore no-explicit-any -- this function runs in the page
      const all = (globalThis as any).document.querySelectorAll(".jp-CodeCell .jp-InputPrompt");
      // deno-lint-ignore no-explicit-any
      const prompts: string[] = [...all].map((prompt: any) => prompt.textContent);
      return prompts.some((text) => /\d/.test(text)) && !prompts.some((text) => text.includes("*"));
    },
    undefined,
    { timeout: seconds * 1000, polling: 500 },
  );
  await waitForKernel(page, seconds);
}
