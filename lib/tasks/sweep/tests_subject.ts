/**
 * The tests of trainings, as something that a sweep runs.
 *
 * @module
 */

import { join } from "node:path";
import { capture } from "../common/capture.ts";
import { cache, root } from "../common/paths.ts";
import { UserError } from "../common/user_error.ts";
import { digestOf } from "./digest.ts";
import { claimsIn } from "./found.ts";
import type { Subject } from "./subject.ts";
import { testsName } from "./summary.ts";

/** What runs `deno` in the clone; {@link capture}, except in tests. */
export type TestRunner = typeof capture;

/** The seconds that all tests may take in one run, on a machine that they have to themselves. */
const seconds = 30 * 60;

/**
 * Makes the tests ready that claim something by `tests/training/_claim.ts`.
 *
 * @param config arguments that name deno's configuration, none for `deno.json`
 * @param folder where the tests are
 * @param runner what runs them
 * @returns what the sweep runs; `undefined` where there are none
 */
export async function testsSubject(
  config: string[],
  folder: string = join(root, "tests", "training"),
  runner: TestRunner = capture,
): Promise<Subject | undefined> {
  const files = await claimingTests(folder);
  if (files.length === 0) return undefined;
  const args = ["test", "-A", ...config, ...files.map(({ path }) => path)];
  return {
    name: testsName,
    code: digestOf(files.map(({ text }) => text)),
    everyRun: false,
    async run({ name, seed, env, timeFactor }) {
      await Deno.mkdir(cache, { recursive: true });
      const claims = await Deno.makeTempFile({ dir: cache, prefix: "claims_" });
      try {
        const { code, output, timedOut } = await runner(Deno.execPath(), args, {
          cwd: root,
          env: { ...env, GAN_CLINIC_SEED: String(1 + seed), GAN_CLINIC_CLAIMS: claims },
          seconds: seconds * timeFactor,
        });
        if (timedOut) throw new UserError(`stopped after ${seconds * timeFactor} s`);
        // Otherwise a test that fails before it claims anything would look like one that was left out.
        if (code !== 0) throw new UserError(`with ${name} they fail: ${failing(output)}`);
        return { verdicts: claimsIn(await Deno.readTextFile(claims)), faults: [] };
      } finally {
        await Deno.remove(claims);
      }
    },
  };
}

async function claimingTests(folder: string): Promise<{ path: string; text: string }[]> {
  const found = [];
  for await (const { name } of Deno.readDir(folder)) {
    if (!name.endsWith("_test.ts")) continue;
    const path = join(folder, name), text = await Deno.readTextFile(path);
    if (/from "\.\/_claim\.ts"/.test(text)) found.push({ path, text });
  }
  return found.sort((a, b) => a.path < b.path ? -1 : 1);
}

/** The names of the tests that failed; else the end of the output. */
function failing(output: string): string {
  const names = [...output.matchAll(/^(.+) => \S+_test\.ts:\d+:\d+$/gm)].map(([, name]) => name);
  return names.length > 0 ? [...new Set(names)].join("; ") : output.trim().slice(-500);
}
