/// <reference lib="dom" />
import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { join } from "node:path";
import { capture } from "../../lib/tasks/common/capture.ts";
import { listModels } from "../../lib/tasks/common/models.ts";
import { root } from "../../lib/tasks/common/paths.ts";
import { buildPage } from "../../lib/tasks/page/build.ts";
import { servePage } from "../../lib/tasks/page/serve.ts";
import { inTempDir } from "../_temp_dir.ts";
import { browserTest } from "./_in_browser.ts";

/** How soon the reader can use the page, in ms. On a machine that is busy otherwise, the time says little about it. */
const busy = Deno.loadavg()[0]! > 2 * navigator.hardwareConcurrency;
const interactive = busy ? 30_000 : 3_000;

/** An open page, and what went wrong or elsewhere on it. */
interface Visit {
  page: Page;
  faults: string[];
  strangers: string[];
}

async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  script = "",
) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
  const visit: Visit = { page, faults: [], strangers: [] };
  page.on("pageerror", (error) => visit.faults.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) visit.faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(url)) {
      visit.strangers.push(request.url());
    }
  });
  if (script) await page.addInitScript(script);
  await page.goto(url);
  return visit;
}

const allLoaded = (page: Page) => page.waitForSelector("#status.done", { state: "attached" });

/** A canvas's pixels, as text to compare. */
const pixels = (page: Page, selector: string) =>
  page.locator(selector).first().evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** Whether each canvas shows more than one grey. */
const isDrawn = (page: Page, selector: string): Promise<boolean> =>
  page.locator(selector).evaluateAll((canvases: HTMLCanvasElement[]) =>
    canvases.every((canvas) => {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(data.filter((_, i) => i % 4 === 0)).size > 1;
    })
  );

const overflow = (page: Page): Promise<number> =>
  page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

browserTest(
  "the page shows every model at work in a browser, and asks no other server for anything",
  async (t, browser) => {
    await using server = servePage(await buildPage(), 0);
    const url = `http://127.0.0.1:${server.addr.port}/`, names = listModels();
    const { page, faults, strangers } = await visit(browser, url);

    await t.step(
      "it can be used within 3 seconds, and shows its progress until all is loaded",
      async () => {
        let took = Infinity;
        for (let visits = 0; visits < 3 && took >= interactive; visits++) {
          const start = performance.now();
          await page.goto(url);
          await page.waitForSelector("#walk-at:enabled");
          took = performance.now() - start;
        }
        assert(took < interactive, `usable after ${Math.round(took)} ms`);
        await allLoaded(page);
        assertEquals(await page.locator("#progress").getAttribute("max"), "1");
        assertEquals(
          await page.locator("#progress").evaluate((bar: HTMLProgressElement) => bar.value),
          1,
        );
      },
    );

    await t.step("every model has drawn the same number of latents", async () => {
      assertEquals(await page.locator("#columns figure").count(), names.length);
      assertEquals(await page.locator("#columns canvas").count(), 5 * names.length);
      assert(await isDrawn(page, "#columns canvas"));
    });

    await t.step(
      "another seed draws other digits, the first seed the first ones again",
      async () => {
        const fixed = "#columns figure:nth-child(7) canvas", first = await pixels(page, fixed);
        await page.fill("#compare-form [name=seed]", "8");
        assert(await pixels(page, fixed) !== first);
        await page.fill("#compare-form [name=seed]", "7");
        assertEquals(await pixels(page, fixed), first);
        await page.click("#compare-form button");
        assert(await pixels(page, fixed) !== first);
      },
    );

    await t.step(
      "the slider walks from the one latent to the other by the keyboard",
      async () => {
        const strip = (n: number) => pixels(page, `#walk-strip canvas >> nth=${n}`);
        assertEquals(await pixels(page, "#walk-now"), await strip(0));
        await page.focus("#walk-at");
        await page.keyboard.press("End");
        assertEquals(await page.getAttribute("#walk-at", "aria-valuetext"), "100 % of the way");
        assertEquals(await pixels(page, "#walk-now"), await strip(8));
        await page.keyboard.press("ArrowLeft");
        assertEquals(await page.inputValue("#walk-at"), "99");
        assert(await pixels(page, "#walk-now") !== await strip(8));
      },
    );

    await t.step(
      "the sheet comes as the PNG that deno task generate writes",
      () =>
        inTempDir(async (dir) => {
          await page.selectOption("#sheet-form [name=count]", "16");
          await page.fill("#sheet-form [name=seed]", "3");
          const waiting = page.waitForEvent("download");
          await page.click("#download");
          const download = await waiting;
          assertEquals(download.suggestedFilename(), "fixed_seed3.png");
          const command = (await page.innerText("#sheet-command")).split(" ").slice(3);
          assertEquals(command, ["--model", "fixed", "--count", "16", "--seed", "3"]);
          const args = ["run", "-A", join(root, "lib", "tasks", "generate.ts"), ...command];
          assertEquals((await capture(Deno.execPath(), args, { cwd: dir })).code, 0);
          assertEquals(
            await Deno.readFile(await download.path()),
            await Deno.readFile(join(dir, "digits.png")),
          );
        }),
    );

    await t.step("each recorded run has its curves, guide lines and verdict", async () => {
      const charts = await page.locator("#charts figure").count();
      assert(charts >= 5, `${charts} charts`);
      assertEquals(await page.locator("#charts polyline").count(), 2 * charts);
      assertEquals(await page.locator("#charts .guide").count(), 2 * charts);
      const verdict = await page.locator("#charts .verdict").first().innerText();
      assertMatch(verdict, /^D rests at 1\.6265, G at 0\.3133/);
    });

    await t.step("nothing failed and nothing came from elsewhere", () => {
      assertEquals(faults, []);
      assertEquals(strangers, []);
    });

    await t.step("it fits a phone, and a wide screen, without scrolling sideways", async () => {
      for (const width of [320, 390, 768, 1280]) {
        await page.setViewportSize({ width, height: 844 });
        assertEquals(await overflow(page), 0, `${width} pixels wide`);
      }
    });
    await page.close();

    await t.step("it is dark where the reader's system is", async () => {
      const backgrounds = [];
      for (const colorScheme of ["light", "dark"] as const) {
        const { page } = await visit(browser, url, { colorScheme });
        const background = "getComputedStyle(document.body).backgroundColor";
        backgrounds.push(await page.evaluate(background));
        await page.close();
      }
      assertEquals(backgrounds, ["rgb(255, 255, 255)", "rgb(22, 24, 27)"]);
    });

    await t.step("without WebGL and WebGPU it says so, and works", async () => {
      const script = `
          const get = HTMLCanvasElement.prototype.getContext;
          HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
            return /webgl/.test(kind) ? null : get.call(this, kind, ...rest);
          };
          delete Navigator.prototype.gpu;`;
      const { page } = await visit(browser, url, {}, script);
      await allLoaded(page);
      assertMatch(await page.innerText("#notice"), /neither WebGL nor WebGPU.*by WebAssembly/);
      assert(await isDrawn(page, "#columns canvas"));
      await page.close();
    });

    await t.step("without WebAssembly it computes in plain JavaScript", async () => {
      const { page } = await visit(browser, url, {}, "delete globalThis.WebAssembly;");
      await allLoaded(page);
      assertMatch(await page.innerText("#backend"), /plain JavaScript/);
      assert(await isDrawn(page, "#columns canvas"));
      await page.close();
    });

    await t.step(
      "a model that cannot be loaded is named, and the others still draw",
      async () => {
        const page = await browser.newPage();
        await page.route("**/models/tanh/**", (route) => route.fulfill({ status: 500 }));
        await page.goto(url);
        await allLoaded(page);
        assertMatch(await page.innerText("#notice"), /Cannot load a generator: .*models\/tanh/);
        assert(await isDrawn(page, "#columns figure:nth-child(7) canvas"));
        await page.close();
      },
    );
  },
);
