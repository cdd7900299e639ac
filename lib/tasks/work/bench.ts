/**
 * Timing a training step on each backend, and in PyTorch and TensorFlow.
 *
 * @module
 */
import { join } from "node:path";
import { contenders, type Effort, findPeers } from "../bench/contenders.ts";
import { workloads } from "../bench/measure.ts";
import { type Result, runRounds } from "../bench/rounds.ts";
import { table } from "../bench/table.ts";
import { operations } from "../bench/workload.ts";
import { venv } from "../common/paths.ts";
import { showStatus } from "../common/status_line.ts";
import { UserError } from "../common/user_error.ts";
import { checkFileWritable, writeResult } from "../common/writable.ts";

/** What `deno task bench` is asked. */
export interface BenchOptions {
  /** How often each contender runs. */
  rounds: number;
  /** Which GANs, separated by commas. */
  model: string;
  /** Pythons that may have a peer. */
  python: string[];
  /** One short round. */
  quick: boolean;
  /** Where to write the measurements. */
  json?: string;
}

type Model = keyof typeof workloads;

const efforts: Record<Model, Effort> = {
  dense: { warmUp: 30, steps: 150, seconds: 8 },
  dcgan: { warmUp: 3, steps: 10, seconds: 8 },
};
const quickEfforts: Record<Model, Effort> = {
  dense: { warmUp: 5, steps: 15, seconds: 2 },
  dcgan: { warmUp: 1, steps: 3, seconds: 2 },
};

/**
 * Times all contenders in turn, prints a table for each GAN, and writes the measurements if asked to.
 *
 * @param options see {@link BenchOptions}
 */
export async function bench(options: BenchOptions): Promise<void> {
  const rounds = options.quick ? 1 : options.rounds;
  const models = options.model.split(",").map((name) => {
    if (Object.hasOwn(workloads, name)) return name as Model;
    throw new UserError(`Cannot time a GAN: expected dense or dcgan, got ${name}`);
  });
  if (options.json) await checkFileWritable(options.json, "--json");
  const peers = await findPeers(pythons(options.python));
  for (const library of ["torch", "tensorflow"]) {
    const peer = peers.find((peer) => peer.library === library);
    if (!peer) console.log(`No Python with ${library} was found: name one by --python PATH`);
  }

  const all: Partial<Record<Model, Result[]>> = {};
  for (const model of models) {
    const effort = (options.quick ? quickEfforts : efforts)[model];
    const workload = workloads[model], flop = operations(workload);
    console.log(`\n${workload.title}: ${(flop / 1e9).toFixed(3)} GFLOP a step`);
    const results = await runRounds(
      contenders(model, effort, peers),
      rounds,
      (round, { name, threads }) =>
        showStatus(`round ${round + 1} of ${rounds}: ${name}, ${threads}`),
    );
    showStatus();
    console.log(table(results, flop));
    all[model] = results;
  }
  if (options.json) {
    await writeResult([[options.json, JSON.stringify(all, null, 1) + "\n"]], "--json");
  }
}

/** Where a Python may be: as asked, as the environment says, in this clone, on the path. */
function pythons(asked: string[]): string[] {
  if (asked.length > 0) return asked;
  const named = Deno.env.get("GAN_CLINIC_PYTHON");
  return [...(named ? [named] : []), join(venv, "bin", "python"), "python3"];
}
