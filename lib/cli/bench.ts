/**
 * `deno task bench`: times a training step on each backend, and in PyTorch and TensorFlow.
 *
 * @module
 */
import { join } from "node:path";
import { Command } from "commander";
import { contenders, type Effort, findPeers } from "../bench/contenders.ts";
import { workloads } from "../bench/measure.ts";
import { type Result, runRounds } from "../bench/rounds.ts";
import { table } from "../bench/table.ts";
import { operations } from "../bench/workload.ts";
import { venv } from "./common/paths.ts";
import { runTask, UserError } from "./common/user_error.ts";
import { checkFileWritable } from "./common/writable.ts";

type Model = keyof typeof workloads;

interface Options {
  rounds: string;
  model: string;
  python: string[];
  quick: boolean;
  json?: string;
}

const efforts: Record<Model, Effort> = {
  dense: { warmUp: 30, steps: 150, seconds: 8 },
  dcgan: { warmUp: 3, steps: 10, seconds: 8 },
};
const quickEfforts: Record<Model, Effort> = {
  dense: { warmUp: 5, steps: 15, seconds: 2 },
  dcgan: { warmUp: 1, steps: 3, seconds: 2 },
};

const command = new Command("deno task bench")
  .description(
    "Time one D step and one G step, batch 128, on each backend, and the same in PyTorch and " +
      "TensorFlow where a Python has them; all in turn, each in a process of its own.",
  )
  .option("--rounds <count>", "how often everybody runs", "7")
  .option("--model <names>", "which GANs: dense,dcgan", "dense,dcgan")
  .option("--python <path>", "a Python with torch or tensorflow; may be repeated", collect, [])
  .option("--quick", "one short round, to see that all runs", false)
  .option("--json <file>", "write every measurement to a file");

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

async function main(options: Options): Promise<void> {
  const rounds = options.quick ? 1 : wholeNumber(options.rounds, "--rounds");
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
      (round, { name, threads }) => show(`round ${round + 1} of ${rounds}: ${name}, ${threads}`),
    );
    show("");
    console.log(table(results, flop));
    all[model] = results;
  }
  if (options.json) await Deno.writeTextFile(options.json, JSON.stringify(all, null, 1) + "\n");
}

/** Where a Python may be: as asked, as the environment says, in this clone, on the path. */
function pythons(asked: string[]): string[] {
  if (asked.length > 0) return asked;
  const named = Deno.env.get("GAN_CLINIC_PYTHON");
  return [...(named ? [named] : []), join(venv, "bin", "python"), "python3"];
}

function wholeNumber(text: string, option: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new UserError(`Cannot use ${option}: expected a whole number from 1, got ${text}`);
}

/** Shows what runs, in place, where there is a terminal. */
function show(text: string): void {
  if (!Deno.stdout.isTerminal()) return;
  Deno.stdout.writeSync(new TextEncoder().encode(`\r\x1b[2K${text}`));
}

if (import.meta.main) {
  await runTask(async () => {
    await command.parseAsync(["deno", "bench", ...Deno.args]);
    await main(command.opts<Options>());
  });
}
