/**
 * The contenders of the benchmark.
 *
 * @module
 */
import { join } from "node:path";
import { root } from "../common/paths.ts";
import type { Measurement, Task } from "./measure.ts";

/** One way of doing the step, in a process of its own. */
export interface Contender {
  /** What a reader calls it. */
  name: string;
  /** How many threads it computes with; only equals are compared. */
  threads: 1 | 2;
  /** A peer that others are compared with, the products that bound a backend, or one of ours. */
  role: "ours" | "peer" | "products";
  /** The program and its arguments. */
  command: [string, ...string[]];
}

/** How long each contender runs. */
export interface Effort {
  /** Steps before the timed ones. */
  warmUp: number;
  /** Timed steps. */
  steps: number;
  /** A slow contender stops after about so many seconds. */
  seconds: number;
}

/** A Python that has one of the peers' libraries. */
export interface PythonPeer {
  /** The library. */
  library: "torch" | "tensorflow";
  /** The interpreter. */
  python: string;
}

const measureProgram = join(root, "lib", "tasks", "bench", "measure.ts");
const peerPrograms = {
  torch: ["PyTorch", join(root, "tests", "peers", "pytorch_peer.py")],
  tensorflow: ["TensorFlow", join(root, "tests", "peers", "tensorflow_peer.py")],
} as const;

/**
 * Lists the contenders for a GAN, whether they can run here or not.
 *
 * @param model which GAN
 * @param effort how long each runs
 * @param peers the Pythons that were found
 * @returns the contenders, in the order of a round
 */
export function contenders(
  model: Task["model"],
  effort: Effort,
  peers: PythonPeer[],
): Contender[] {
  const ours = (
    name: string,
    backend: Task["backend"],
    what: Task["what"],
    threads: 1 | 2 = 1,
  ): Contender => {
    const task: Task = { model, what, backend, threads, ...effort };
    const args = ["run", "-A", "--no-check", measureProgram, JSON.stringify(task)];
    const role = what === "products" ? "products" : "ours";
    return { name, threads, role, command: [Deno.execPath(), ...args] };
  };
  const python = ({ library, python }: PythonPeer, threads: 1 | 2): Contender => {
    const [name, program] = peerPrograms[library];
    const { warmUp, steps } = effort;
    const numbers = { "--threads": threads, "--warm-up": warmUp, "--steps": steps };
    const args = Object.entries(numbers).flatMap(([key, value]) => [key, String(value)]);
    return { name, threads, role: "peer", command: [python, "-B", program, model, ...args] };
  };
  return [
    ...([1, 2] as const).flatMap((threads) => [
      ...peers.map((peer) => python(peer, threads)),
      ours("engine", "engine", "raw", threads),
      ours("engine, tf.layers", "engine", "layers", threads),
      ours("engine, products alone", "engine", "products", threads),
    ]),
    ours("wasm", "wasm", "raw"),
    ours("wasm, tf.layers", "wasm", "layers"),
    ours("wasm, products alone", "wasm", "products"),
    // Plain JavaScript takes half a minute for one step of the DCGAN.
    ...(model === "dense" ? [ours("cpu", "cpu", "raw")] : []),
  ];
}

/**
 * Runs a contender once.
 *
 * @param contender who runs
 * @returns what it measured
 * @throws {Error} when its process fails: the last line of its errors
 */
export async function runContender(
  { command: [program, ...args] }: Contender,
): Promise<Measurement> {
  const { code, stdout, stderr } = await new Deno.Command(program, { args }).output();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  if (code === 0) return JSON.parse(decode(stdout).split("\n").at(-1)!);
  throw new Error(decode(stderr).split("\n").at(-1) || `it ended with status ${code}`);
}

/**
 * Finds a Python for each peer.
 *
 * @param pythons interpreters to ask, in order
 * @returns at most one for each library, the first that has it
 */
export async function findPeers(pythons: string[]): Promise<PythonPeer[]> {
  const found: PythonPeer[] = [];
  for (const python of new Set(pythons)) {
    for (const library of await librariesOf(python)) {
      if (!found.some((peer) => peer.library === library)) found.push({ library, python });
    }
  }
  return found;
}

async function librariesOf(python: string): Promise<PythonPeer["library"][]> {
  const ask = "from importlib.util import find_spec; " +
    "print(*[m for m in ('torch', 'tensorflow') if find_spec(m) and find_spec('numpy')])";
  try {
    const { stdout } = await new Deno.Command(python, { args: ["-c", ask] }).output();
    return new TextDecoder().decode(stdout).match(/torch|tensorflow/g) as
      | PythonPeer["library"][]
      | null ?? [];
  } catch {
    return []; // no such program
  }
}
