/**
 * `deno task ledger`: makes the runs of the study that are missing, and sums them up.
 *
 * @module
 */
import { Command } from "commander";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeAtomically } from "../atomic_write.ts";
import { type Ledger, ledgerRows, readLedger, runPath, study, type StudyRun } from "../mod.ts";
import { whole } from "./shared/options.ts";
import { cache, root } from "./shared/paths.ts";
import { runTask, UserError } from "./shared/user_error.ts";

const command = new Command("deno task ledger")
  .description("Make the study's missing runs in data/study/runs and write data/study/ledger.json.")
  .option("--check", "make every run again, elsewhere, and compare with the committed ledger")
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
  const total = missing.length;
  let done = 0;
  await Promise.all(Array.from({ length: Math.max(1, jobs) }, async () => {
    for (let run = missing.shift(); run; run = missing.shift()) {
      const start = performance.now();
      await makeRun(run.name, run.seed, run.path);
      const seconds = Math.round((performance.now() - start) / 1000);
      console.log(`${++done} of ${total}: ${run.name}, seed ${run.seed} (${seconds} s)`);
    }
  }));
  const ledger = await sumUp(folder, chosen.map(({ name, seeds }) => ({ name, seeds })));
  if (check) return await compare(ledger);
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

/** In a process of its own: a run then leaves no memory behind, and several go on side by side. */
async function makeRun(name: string, seed: number, path: string): Promise<void> {
  const script = fileURLToPath(new URL("./study_run.ts", import.meta.url));
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", script, name, String(seed), path],
    cwd: root,
    stdout: "null",
    stderr: "piped",
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
  const rows: Ledger["rows"] = [];
  let backend = "";
  for (const { name, seeds } of experiments) {
    const runs = await Promise.all(
      seeds.map(async (seed): Promise<StudyRun> =>
        JSON.parse(await Deno.readTextFile(join(folder, runPath(name, seed))))
      ),
    );
    backend = runs[0]!.backend;
    rows.push(...ledgerRows(runs));
  }
  return { backend, rows };
}

/** The new rows in place of the old ones of the same experiments, in the study's order. */
async function merged({ backend, rows }: Ledger): Promise<Ledger> {
  const made = new Set(rows.map(({ name }) => name));
  const old = await readLedger().catch(() => ({ rows: [] as Ledger["rows"] }));
  const all = [...old.rows.filter(({ name }) => !made.has(name)), ...rows];
  const place = ({ name }: { name: string }) =>
    study.findIndex((experiment) => experiment.name === name);
  return { backend, rows: all.sort((a, b) => place(a) - place(b)) };
}

/** On another processor the runs differ; their medians must stay where the committed seeds lie. */
async function compare({ rows }: Ledger): Promise<void> {
  const committed = await readLedger();
  let failed = 0;
  for (const row of rows) {
    const old = committed.rows.find(({ name, epochs }) =>
      name === row.name && epochs === row.epochs
    );
    for (const key of ["dLoss", "gLoss", "fid"] as const) {
      const { median } = row[key], { min, max } = old?.[key] ?? { min: NaN, max: NaN };
      const room = Math.max(max - min, 0.05 * max);
      if (median >= min - room && median <= max + room) continue;
      console.log(
        `${row.name}, ${row.epochs} epochs: ${key} ${median}, committed ${min} to ${max}`,
      );
      failed++;
    }
  }
  console.log(`${3 * rows.length - failed} passed, ${failed} failed`);
  if (failed) Deno.exitCode = 1;
}

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => main(command.opts<LedgerOptions>()));
}
