/**
 * Checkpoints: all that a run needs to go on bit for bit as if it had never stopped.
 *
 * Randomness is a function of seed and step, so that weights, optimisers and the step are enough.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { digest } from "../files/digest.ts";
import { type Checkpointable, encodeState, restoreState } from "./_training_state.ts";
import { writeAtomically } from "../files/atomic_write.ts";
import { History, type HistoryFile } from "./history.ts";

export type { Checkpointable } from "./_training_state.ts";

/** How far a run has come. */
export interface Progress {
  /** Finished steps: the one to go on from. */
  step: number;
  /** The run's seed. */
  seed: number;
  /** What it recorded. */
  history: History;
}

/** A checkpoint as read, not yet in any GAN. */
export interface Checkpoint extends Progress {
  /** The recipe of the GAN it was taken from. */
  readonly recipe: object;
  /** The backend it was trained on; others differ in the last digits. */
  readonly backend: string;
  /**
   * Puts weights and optimisers into a GAN.
   *
   * @throws {Error} when the GAN has another recipe or other weights; it is then as it was
   */
  restore(gan: Checkpointable): Promise<void>;
}

interface Header extends Omit<Progress, "history"> {
  recipe: object;
  backend: string;
  history: HistoryFile;
  specs: tf.io.WeightsManifestEntry[];
}

const magic = "gan-clinic-checkpoint 1 sha256 ";

/**
 * Saves a checkpoint as one file: a line with the checksum of the rest, a line of JSON, the tensors' bytes. It is
 * written atomically: a program that dies leaves the checkpoint before.
 *
 * @param path the file; its folder must exist
 * @param progress the GAN, and how far its run has come
 * @throws {Error} when the file cannot be written; the checkpoint before is then still whole
 */
export async function saveCheckpoint(
  path: string,
  { gan, step, seed, history }: Progress & { gan: Checkpointable },
): Promise<void> {
  const { data, specs } = await encodeState(gan);
  const header: Header = {
    ...{ step, seed, backend: tf.getBackend(), recipe: gan.recipe, specs },
    // A history's own file form is rounded.
    history: { ...history.toFile(), columns: history.columns, epochEnds: history.epochEnds },
  };
  const body = await join(JSON.stringify(header) + "\n", data);
  const file = await join(`${magic}${await digest(body)}\n`, body);
  await writeAtomically(path, file).catch((cause) => {
    throw new Error(`Cannot write a checkpoint: ${cause.message}: ${path}`, { cause });
  });
}

const join = (...parts: BlobPart[]) => new Blob(parts).bytes();

/**
 * Reads a checkpoint and checks it.
 *
 * @param path the file
 * @returns how far the run had come, and how to restore it
 * @throws {Error} when there is no such file, or it is damaged or no checkpoint
 *
 * @example Stop, and go on
 * ```ts
 * import { createGan, History, loadCheckpoint, recipes, saveCheckpoint } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile(), gan = createGan(recipes.asAsked, { seed: 1 });
 * const history = new History({ recipe: "asAsked", seed: 1, stepsPerEpoch: 429 });
 * await saveCheckpoint(path, { gan, step: 0, seed: 1, history });
 *
 * const checkpoint = await loadCheckpoint(path), later = createGan(recipes.asAsked, { seed: checkpoint.seed });
 * await checkpoint.restore(later);
 * assertEquals(checkpoint.step, 0);
 * gan.dispose();
 * later.dispose();
 * await Deno.remove(path);
 * ```
 */
export async function loadCheckpoint(path: string): Promise<Checkpoint> {
  const fail = (what: string): never => {
    throw new Error(`Cannot read a checkpoint: ${what}: ${path}`);
  };
  const file = await Deno.readFile(path).catch((error) =>
    fail(error instanceof Deno.errors.NotFound ? "no such file" : error.message)
  );
  const [line, body] = cut(file);
  if (!line.startsWith(magic)) fail(`expected a file that begins with "${magic.trim()}", got none`);
  if (line.slice(magic.length) !== await digest(body)) {
    fail("it is damaged, its content does not match its checksum; delete it and train again");
  }
  const [json, data] = cut(body);
  const { specs, history, ...rest }: Header = JSON.parse(json);
  return {
    ...rest,
    history: History.fromFile(history, path),
    restore: async (gan) => {
      const refuse = (what: string): never => {
        throw new Error(`Cannot restore a checkpoint: ${what}: ${path}`);
      };
      const change = difference(gan.recipe, rest.recipe);
      if (change) refuse(change);
      await restoreState(gan, tf.io.decodeWeights(data.buffer, specs)).catch((error) =>
        refuse(error.message)
      );
    },
  };
}

/** The first line, and the bytes after it. */
function cut(bytes: Uint8Array<ArrayBuffer>): [string, Uint8Array<ArrayBuffer>] {
  const end = bytes.indexOf(10);
  return [new TextDecoder().decode(bytes.subarray(0, Math.max(end, 0))), bytes.slice(end + 1)];
}

/** The first key in which two recipes differ, whatever they are called, in words. */
function difference(expected: object, found: object): string | undefined {
  const [a, b] = [expected, found] as Record<string, unknown>[];
  const show = (value: unknown) => JSON.stringify(value) ?? "none";
  const keys = Object.keys({ ...a, ...b }).filter((key) => key !== "name");
  const key = keys.find((key) => show(a![key]) !== show(b![key]));
  return key && `expected a recipe with ${key} ${show(a![key])}, got ${show(b![key])}`;
}
