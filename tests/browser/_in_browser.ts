import type { Browser } from "playwright-core";
import { findChromium, openChromium } from "./_chromium.ts";

const chromium = findChromium();
const asked = Deno.env.get("GAN_CLINIC_BROWSER") === "1";
const inCi = Deno.env.get("CI") === "true";
if (asked && !chromium) console.log("No Chromium found on the PATH");

/** A test in Chromium. Where there is none it fails under CI, and is skipped elsewhere. */
export function browserTest(
  name: string,
  test: (t: Deno.TestContext, browser: Browser) => Promise<void>,
): void {
  Deno.test({
    name,
    ignore: !asked || !(chromium || inCi),
    sanitizeResources: false, // the browser's driver keeps a child process
    sanitizeOps: false,
    async fn(t) {
      if (!chromium) throw new Error("Expected Chromium on the PATH where CI is true, found none");
      const browser = await openChromium(chromium);
      try {
        await test(t, browser);
      } finally {
        await browser.close();
      }
    },
  });
}
