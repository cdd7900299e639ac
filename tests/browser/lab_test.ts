import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Page } from "playwright-core";
import { browserTest } from "./_in_browser.ts";
import { openNotebook, panel, startLab, waitForKernel } from "./_lab.ts";

const cell = (n: number) => `${panel} .jp-CodeCell >> nth=${n}`;

/** Puts the cursor into the nth code cell and presses Shift+Enter. */
async function run(page: Page, n: number): Promise<void> {
  await page.click(`${cell(n)} >> .cm-content`);
  await page.keyboard.press("Shift+Enter");
}

/** Waits for the nth code cell's output and returns its text. */
function output(page: Page, n: number): Promise<string> {
  return page.locator(`${cell(n)} >> .jp-OutputArea-output`).first().innerText({ timeout: 60_000 });
}

browserTest(
  "deno task lab opens the course, runs its cells in Deno and survives the stop button",
  async (t, browser) => {
    await using lab = await startLab();
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    await t.step("it opens 00_start_here with the Deno kernel and no pop-up", async () => {
      await openNotebook(page, lab);
      assertStringIncludes(page.url(), "/lab/tree/notebooks/00_start_here.ipynb");
      await page.waitForTimeout(1000);
      assertEquals(await page.locator(".Toastify__toast, .jp-Dialog").count(), 0);
    });

    await t.step("a cell runs and shows its output", async () => {
      await openNotebook(page, lab, "tests/fixtures/stop_button.ipynb");
      await run(page, 0);
      assertEquals((await output(page, 0)).trim(), "Deno 42");
    });

    await t.step("the stop button ends a long cell and the next one still works", async () => {
      await run(page, 1);
      assertStringIncludes(await output(page, 1), "started");
      await page.click(`${panel} [data-command="notebook:interrupt-kernel"]`);
      await waitForKernel(page, 30);
      await run(page, 2);
      assertMatch(await output(page, 2), /^kept [1-9]\d* rounds/);
    });

    await t.step(
      "a committed notebook's slider changes its picture before any cell has run",
      async () => {
        await openNotebook(page, lab, "notebooks/08_reuse.ipynb");
        const slider = page.locator(`${panel} .slider-rail-touch-rect`).first();
        await slider.scrollIntoViewIfNeeded();
        const picture = page.locator(`${panel} .js-plotly-plot:has(.slider-group) image`).first();
        const before = await picture.evaluate((image) => image.outerHTML);
        await slider.click();
        const label = page.locator(`${panel} .slider-label`).first();
        await label.filter({ hasText: "on the way: 50 %" }).waitFor({ timeout: 10_000 });
        assert(await picture.evaluate((image) => image.outerHTML) !== before);
      },
    );
  },
);
