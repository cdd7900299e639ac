/**
 * What stands in for JSR where it cannot be reached.
 *
 * @module
 */

import { join } from "node:path";
import dependencies from "../../../imports.json" with { type: "json" };
import { deno } from "./capture.ts";
import { cache, root } from "./paths.ts";

const config = join(root, "deno.json");
const offlineConfig = join(root, "deno.offline.json");
const lock = join(root, "deno.lock");
const usualLock = join(cache, "deno.lock");
const offlineLock = join(cache, "deno.offline.lock");
const answerMs = 5000;

/**
 * Chooses the configuration to test with: `deno.json`, or, where JSR cannot be reached, a copy of it
 * that takes `@std/assert` from `tests/offline/std_assert`. Either has a copy of the lock file: the same
 * versions, and the lock file itself is left alone.
 *
 * @returns arguments for deno, none for `deno.json`
 */
export async function configArguments(): Promise<string[]> {
  await Deno.mkdir(cache, { recursive: true });
  if (await isCached() || await isReachable()) {
    await Deno.remove(offlineConfig).catch(() => {}); // none is left to be taken by mistake
    await Deno.copyFile(lock, usualLock);
    return [];
  }
  await Deno.copyFile(lock, offlineLock);
  const { links = [], ...rest } = JSON.parse(await Deno.readTextFile(config));
  const offline = {
    ...rest,
    links: [...links, "./tests/offline/std_assert"],
    lock: { path: offlineLock },
  };
  await Deno.writeTextFile(offlineConfig, JSON.stringify(offline, null, 2) + "\n");
  return ["--config", offlineConfig];
}

/** Whether Deno already holds the package, so that it needs no network. */
async function isCached(): Promise<boolean> {
  const specifier = dependencies.imports["@std/assert"];
  const probe = ["run", "--cached-only", "--no-lock", "--no-check", specifier];
  return (await deno(probe, { seconds: 30 })).code === 0;
}

/** Whether JSR, or the mirror that `JSR_URL` names, answers within a few seconds. */
async function isReachable(): Promise<boolean> {
  const jsr = Deno.env.get("JSR_URL") ?? "https://jsr.io";
  try {
    const signal = AbortSignal.timeout(answerMs);
    const response = await fetch(new URL("/@std/assert/meta.json", jsr), { signal });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
