/**
 * `deno task ledger`: makes the runs of the study that are missing, and sums them up.
 *
 * @module
 */
import { Command } from "commander";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { writeAtomically } from "../atomic_write.ts";
import {
  type Ledger,
  ledgerDifferences,
  ledgerRows,
  readLedger,
  readRunFile,
  runPath,
  study,
} from "../mod.ts";
import { whole } from "./common/options.ts";
import { cache, root } from "./common/paths.ts";
import { runTask, told, UserError } from "./common/user_error.ts";

const command = new Command("deno task ledger")
  .description("Make the study's missing runs in data/study/runs and write data/study/ledger.json.")
  .option(
    "--check",
    "make every run again, elsewhere, and compare with the committed ledger; goes on where it was stopped",
  )
  .option("--jobs <number>", "runs side by side", whole, Math.min(2, navigator.hardwareConcurrency))
  .option("--only <names...>", "these experiments alone")
  .showHelpAfterError();

interface LedgerOptions {
  check?: boolean;
  jobs: number;
  only?: string[];
}

async function main({ check = false, jobs, only }: LedgerOptions): Promise<void> {
  const unknown = only?.find((name) => !study.some((experiment) => experiment.name === name));
  if (unknown) {
    const names = study.map(({ name }) => name).join(", ");
    throw new UserError(`Cannot find the experiment ${unknown}: expected one of ${names}`);
  }
  const folder = check ? join(cache, "study") : join(root, "data", "study");
  await Deno.mkdir(join(folder, "runs"), { recursive: true });
  const chosen = study.filter(({ name }) => only?.includes(name) ?? true);
  const missing = chosen.flatMap(({ name, seeds }) =>
    seeds.map((seed) => ({ name, seed, path: join(folder, runPath(name, seed)) }))
      .filter(({ path }) => !isFile(path))
  );
  await makeRuns(missing, jobs);
  const ledger = await sumUp(folder, chosen.map(({ name, seeds }) => ({ name, seeds })));
  if (check) {
    const differences = ledgerDifferences(ledger.rows, (await readLedger()).rows);
    for (const difference of differences) console.log(difference);
    console.log(`${ledger.rows.length} rows, ${differences.length} differences`);
    if (differences.length > 0) Deno.exitCode = 1;
    // The next check begins anew.
    return await Deno.remove(folder, { recursive: true });
  }
  await writeAtomically(
    join(folder, "ledger.json"),
    JSON.stringify(await merged(ledger), null, 1) + "\n",
  );
  for (const row of ledger.rows) {
    const { median, min, max } = row.fid;
    console.log(
      `${row.name}, ${row.epochs} epochs: FID ${median} (${min} to ${max}, floor ${row.floor})`,
    );
  }
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

interface MissingRun {
  name: string;
  seed: number;
  path: string;
}

/** Several side by side; the first that fails ends them all. */
async function makeRuns(missing: MissingRun[], jobs: number): Promise<void> {
  const total = missing.length, stop = new AbortController();
  let done = 0;
  const job = async () => {
    for (let run = missing.shift(); run && !stop.signal.aborted; run = missing.shift()) {
      const start = performance.now();
      await makeRun(run, stop.signal);
      const seconds = Math.round((performance.now() - start) / 1000);
      console.log(`${++done} of ${total}: ${run.name}, seed ${run.seed} (${seconds} s)`);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.max(1, jobs) }, job));
  } finally {
    stop.abort();
  }
}

/** In a process of its own: a run then leaves no memory behind, and several go on side by side. */
async function makeRun({ name, seed, path }: MissingRun, signal: AbortSignal): Promise<void> {
  const script = fileURLToPath(new URL("./study_run.ts", import.meta.url));
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
  experiments: { name: string; seeds: readonly number[] }[],
): Promise<Ledger> {
  const rows: Ledger["rows"] = [], url = pathToFileURL(`${folder}/`);
  let backend = "";
  for (const { name, seeds } of experiments) {
    const runs = await Promise.all(seeds.map((seed) => readRunFile(name, seed, url)));
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
    study.findIndex((experiment) => experiment.name === name);
  return { backend, rows: all.sort((a, b) => place(a) - place(b)) };
}

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => told(() => main(command.opts<LedgerOptions>())));
}
