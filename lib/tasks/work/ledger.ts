/**
 * Making the study's missing runs, and summing them up.
 *
 * @module
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type Experiment,
  type Ledger,
  ledgerDifferences,
  ledgerRows,
  readLedger,
  readRun,
  runPath,
  study,
} from "../../course/mod.ts";
import { cache, root } from "../common/paths.ts";
import { sideBySide } from "../common/side_by_side.ts";
import { UserError } from "../common/user_error.ts";
import { writeResult } from "../common/writable.ts";

/** What `deno task ledger` is asked. */
export interface LedgerOptions {
  /** Make every run again, elsewhere, and compare. */
  check?: boolean;
  /** Runs side by side. */
  jobs: number;
  /** These experiments alone. */
  only?: string[];
}

/**
 * Makes the missing runs and writes the ledger, or compares it.
 *
 * @param options see {@link LedgerOptions}
 */
export async function makeLedger(
  { check = false, jobs, only }: LedgerOptions,
): Promise<void> {
  const names = study.map(({ recipe }) => recipe.name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown) {
    throw new UserError(
      `Cannot find the experiment ${unknown}: expected one of ${names.join(", ")}`,
    );
  }
  const folder = check ? join(cache, "study") : join(root, "data", "study");
  await Deno.mkdir(join(folder, "runs"), { recursive: true });
  const chosen = study.filter(({ recipe }) => only?.includes(recipe.name) ?? true);
  const missing = chosen.flatMap(({ recipe: { name }, seeds }) =>
    seeds.map((seed) => ({ name, seed, path: join(folder, runPath(name, seed)) }))
      .filter(({ path }) => !existsSync(path))
  );
  await makeRuns(missing, jobs);
  const ledger = await sumUp(folder, chosen);
  if (check) {
    const differences = ledgerDifferences(ledger.rows, (await readLedger()).rows);
    for (const difference of differences) console.log(difference);
    console.log(`${ledger.rows.length} rows, ${differences.length} differences`);
    if (differences.length > 0) Deno.exitCode = 1;
    // The next check begins anew.
    return await Deno.remove(folder, { recursive: true });
  }
  const text = JSON.stringify(await merged(ledger), null, 1) + "\n";
  await writeResult([[join(folder, "ledger.json"), text]]);
  for (const row of ledger.rows) {
    const { median, min, max } = row.distance;
    console.log(
      `${row.name}, ${row.epochs} epochs: distance ${median} (${min} to ${max}, floor ${row.floor})`,
    );
  }
}

interface MissingRun {
  name: string;
  seed: number;
  path: string;
}

/** Several side by side; the first that fails ends them all. */
async function makeRuns(missing: MissingRun[], jobs: number): Promise<void> {
  const total = missing.length, stop = new AbortController(), { signal } = stop;
  let done = 0;
  try {
    await sideBySide(jobs, () => signal.aborted ? undefined : missing.shift(), async (run) => {
      const start = performance.now();
      await makeRun(run, signal);
      const seconds = Math.round((performance.now() - start) / 1000);
      console.log(`${++done} of ${total}: ${run.name}, seed ${run.seed} (${seconds} s)`);
    });
  } finally {
    stop.abort();
  }
}

/** In a process of its own: a run then leaves no memory behind, and several go on side by side. */
async function makeRun({ name, seed, path }: MissingRun, signal: AbortSignal): Promise<void> {
  const script = fileURLToPath(new URL("study_run.ts", import.meta.url));
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", script, name, String(seed), path],
    cwd: root,
    stdout: "null",
    stderr: "piped",
    signal,
  }).output();
  if (!success) {
    throw new UserError(
      `Cannot run ${name} with seed ${seed}: ${new TextDecoder().decode(stderr).trim()}`,
    );
  }
}

async function sumUp(
  folder: string,
  experiments: readonly Experiment[],
): Promise<Ledger> {
  const rows: Ledger["rows"] = [], url = pathToFileURL(`${folder}/`);
  let backend = "";
  for (const { recipe, seeds } of experiments) {
    const runs = await Promise.all(seeds.map((seed) => readRun(recipe.name, seed, url)));
    backend = runs[0]!.backend;
    rows.push(...ledgerRows(runs));
  }
  return { backend, rows };
}

/** The new rows in place of the old ones of the same experiments, in the study's order. */
async function merged({ backend, rows }: Ledger): Promise<Ledger> {
  const made = new Set(rows.map(({ name }) => name));
  const old = await readLedger().catch((error: Error) => {
    if (error instanceof Deno.errors.NotFound) return { rows: [] as Ledger["rows"] };
    throw new UserError(`Cannot read data/study/ledger.json: ${error.message}`);
  });
  const all = [...old.rows.filter(({ name }) => !made.has(name)), ...rows];
  const place = ({ name }: { name: string }) =>
    study.findIndex(({ recipe }) => recipe.name === name);
  return { backend, rows: all.sort((a, b) => place(a) - place(b)) };
}
