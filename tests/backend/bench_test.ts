import * as tf from "@tensorflow/tfjs";
import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import {
  type Contender,
  contenders,
  findPeers,
  runContender,
} from "../../lib/tasks/bench/contenders.ts";
import { workloads } from "../../lib/tasks/bench/measure.ts";
import { hashedNumbers } from "../../lib/tasks/bench/numbers.ts";
import { lossDifference, ratio, type Result, runRounds } from "../../lib/tasks/bench/rounds.ts";
import { table } from "../../lib/tasks/bench/table.ts";
import { trainingStep } from "../../lib/tasks/bench/training_step.ts";
import { operations } from "../../lib/tasks/bench/workload.ts";
import { startBackend } from "./_compare.ts";
import firstLosses from "../peers/first_losses.json" with { type: "json" };

const effort = { warmUp: 1, steps: 2, seconds: 1 };

Deno.test("hashedNumbers() makes the numbers of tests/peers/peer.py", () => {
  assertEquals(
    [...hashedNumbers(4, 7, 0.5)],
    [0.06817089766263962, 0.1827234923839569, -0.3553834855556488, 0.06227407231926918],
  );
});

Deno.test("trainingStep() starts with PyTorch's losses, in raw operations and in layers", async () => {
  await startBackend("wasm");
  for (const model of ["dense", "dcgan"] as const) {
    for (const style of ["raw", "layers"] as const) {
      const step = trainingStep(workloads[model], style);
      for (const expected of firstLosses[model].slice(0, 2)) {
        const losses = await step();
        for (const i of [0, 1]) assertAlmostEquals(losses[i]!, expected[i]!, 2e-5);
      }
    }
  }
});

Deno.test("trainingStep() keeps the number of tensors constant", async () => {
  await startBackend("wasm");
  for (const style of ["raw", "layers"] as const) {
    const step = trainingStep(workloads.dense, style);
    await step();
    const { numTensors } = tf.memory();
    for (let i = 0; i < 3; i++) await step();
    assertEquals(tf.memory().numTensors, numTensors);
  }
});

Deno.test("operations() counts a multiplication and an addition for each term", () => {
  assertEquals(operations({ ...workloads.dense, products: [[2, 3, 4, 5], [1, 1, 1, 1]] }), 242);
  // By hand: each layer's product, in the forward and backward passes where it occurs.
  const forward = 2 * (100 * 200 + 200 * 784) + 3 * (784 * 200 + 200);
  const backward = 2 * (784 * 200 + 200) + 3 * 200 + 784 * 200 + 2 * 200 * 784 + 100 * 200;
  assertEquals(operations(workloads.dense), 2 * 128 * (forward + backward));
});

function result(name: string, mins: number[], losses: [number, number][], threads = 1): Result {
  const rounds = mins.map((min) => ({ min, median: 2 * min, losses }));
  const role = name === "PyTorch" ? "peer" : "ours";
  return { name, threads: threads as 1, role, rounds };
}

Deno.test("ratio() is the median over rounds of the ratio of best steps", () => {
  const a = result("a", [1, 9, 4], []), b = result("b", [2, 3, 4], []);
  assertEquals(ratio(a, b), 1);
  assert(Number.isNaN(ratio(a, result("none", [], []))));
});

Deno.test("lossDifference() is the largest difference of the first losses", () => {
  const a = result("a", [1], [[1, 2], [3, 4]]), b = result("b", [1], [[1, 2.5]]);
  assertEquals(lossDifference(a, b), 0.5);
  assert(Number.isNaN(lossDifference(a, result("none", [], []))));
});

Deno.test("table() compares equal threads and names who could not run", () => {
  const text = table([
    result("PyTorch", [10], [[1, 1]]),
    result("engine", [8], [[1, 1.25]]),
    result("engine", [5], [[1, 1]], 2),
    { ...result("cpu", [], []), failure: "no time" },
  ], 4e7);
  const lines = text.split("\n").map((line) => line.trim().split(/\s{2,}/));
  assertEquals(lines[2], ["engine", "1", "8.00", "16.00", "5.0", "0.80", "3e-1"]);
  assertEquals(lines[3], ["engine", "2", "5.00", "10.00", "8.0", "0e+0"]);
  assertEquals(lines.at(-1), ["cpu, 1 thread: no time"]);
});

Deno.test("runContender() times a backend in a process of its own", async () => {
  const wasm = contenders("dense", effort, []).find(({ name }) => name === "wasm")!;
  const { min, median, losses } = await runContender(wasm);
  assert(min > 0 && min <= median);
  assertEquals(losses.length, 3);
});

Deno.test("runRounds() leaves out a contender that fails, with its reason", async () => {
  const fail = { name: "broken", threads: 1, role: "ours" } as const;
  const command: Contender["command"] = [
    Deno.execPath(),
    "eval",
    "console.error('a reason'); Deno.exit(1)",
  ];
  const [broken] = await runRounds([{ ...fail, command }], 3);
  assertEquals([broken!.failure, broken!.rounds], ["a reason", []]);
  await assertRejects(() => runContender({ ...fail, command: ["no-such-program"] }));
});

Deno.test("findPeers() finds nothing where there is no Python", async () => {
  assertEquals(await findPeers(["no-such-python"]), []);
});
