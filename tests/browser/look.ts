/**
 * Runs a notebook in JupyterLab and photographs it, for the eyes of whoever changed it:
 * `deno run -A tests/browser/look.ts 01 pictures/`. The notebook's file stays as it is.
 *
 * @module
 */

import type { Page } from "playwright-core";
import { basename, join, relative, sep } from "node:path";
import { Command } from "commander";
import { listNotebooks } from "../../lib/tasks/notebook/list.ts";
import { root } from "../../lib/tasks/common/paths.ts";
import { runTask, UserError } from "../../lib/tasks/common/user_error.ts";
import { findChromium, openChromium } from "./_chromium.ts";
import { openNotebook, panel, runAllCells, startLab } from "./_lab.ts";

const size = { width: 1400, height: 1600 };

/** Saves what one sees while scrolling down, one picture per screen. */
async function photograph(page: Page, prefix: string): Promise<number> {
  const notebook = page.locator(`${panel} .jp-WindowedPanel-outer`).first();
  const height = await notebook.evaluate((element) => {
    const end = [...element.querySelectorAll(".jp-Cell")].at(-1)?.getBoundingClientRect().bottom;
    return (end ?? 0) - element.getBoundingClientRect().top + element.scrollTop;
  });
  const step = await notebook.evaluate((element) => element.clientHeight) - 100;
  let count = 0;
  for (let top = 0; top < height; top += step) {
    await notebook.evaluate((element, top) => element.scrollTo(0, top), top);
    await page.waitForTimeout(500);
    const number = String(++count).padStart(2, "0");
    await notebook.screenshot({ path: `${prefix}_${number}.png` });
  }
  return count;
}

async function main(name: string, folder: string, run: boolean, seconds: number): Promise<void> {
  const executable = findChromium();
  if (!executable) throw new UserError("Cannot find Chromium: install it and start again");
  const [path] = await listNotebooks([name]);
  if (!path) throw new UserError(`Cannot find notebook: ${name}`);
  await Deno.mkdir(folder, { recursive: true });

  await using lab = await startLab();
  const browser = await openChromium(executable);
  try {
    const page = await browser.newPage({ viewport: size });
    page.on("pageerror", (error) => console.log(`The page threw ${error}`));
    await openNotebook(page, lab, relative(root, path).replaceAll(sep, "/"));
    const start = performance.now();
    if (run) await runAllCells(page, seconds);
    console.log(`Ran in ${Math.round((performance.now() - start) / 1000)} s`);
    await page.waitForTimeout(3000); // Plotly draws after the cell has ended
    const count = await photograph(page, join(folder, basename(path, ".ipynb")));
    console.log(`Wrote ${count} pictures to ${folder}`);
  } finally {
    await browser.close();
  }
}

if (import.meta.main) {
  const command = new Command("look")
    .description("Run a notebook in JupyterLab and photograph it.")
    .argument("<notebook>", "for instance 01")
    .argument("<folder>", "where the pictures go")
    .option("--no-run", "photograph it as committed")
    .option("--seconds <number>", "how long it may run", "900");
  command.parse(Deno.args, { from: "user" });
  const [name, folder] = command.args as [string, string];
  const { run, seconds } = command.opts();
  await runTask(() => main(name, folder, run, Number(seconds)));
}
