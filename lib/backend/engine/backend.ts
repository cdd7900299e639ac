/**
 * The tfjs backend of the engine: the cpu backend with its float32 data in the shared heap.
 *
 * @module
 */

import type * as tf from "@tensorflow/tfjs";
import { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu";
import "../quiet.ts";
import type { TensorData } from "./_tfjs.ts";
import type { Block, Heap } from "./heap.ts";
import type { Kernels } from "./kernels.ts";
import type { Team } from "./team.ts";

/** A tensor's data when it lies in the heap. */
type EngineData = TensorData & { block?: Block };

/**
 * The cpu backend, except that every float32 tensor lies in a {@link Heap} block of its own.
 *
 * Values that come in are copied and values that go out are copied, so nothing outside aliases a block;
 * tensors that share a data id (reshape, identity, variables) share a block, which goes back to the heap when
 * the last of them is disposed.
 */
export class EngineBackend extends MathBackendCPU {
  readonly #data: tf.DataStorage<EngineData>;
  readonly #close: () => void;
  /** What puts back what the engine replaced in tfjs. */
  readonly undo: (() => void)[] = [];

  /** @param close what to do when tfjs removes the backend */
  constructor(
    readonly heap: Heap,
    readonly kernels: Kernels,
    readonly team: Team,
    close: () => void,
  ) {
    super();
    this.#data = this.data as unknown as tf.DataStorage<EngineData>;
    this.#close = close;
  }

  override write(
    values: tf.backend_util.BackendValues,
    shape: number[],
    dtype: tf.DataType,
  ): object {
    if (dtype !== "float32" || !values) return super.write(values, shape, dtype);
    const block = this.heap.alloc(values.length);
    block.values.set(values as Float32Array);
    return this.#keep(block);
  }

  /** A float32 tensor of values that are already in the heap; the block is the tensor's from now on. */
  output(shape: number[], block: Block): tf.TensorInfo {
    return { dataId: this.#keep(block), shape, dtype: "float32" };
  }

  #keep(block: Block): object {
    const dataId = super.write(block.values, [], "float32");
    this.#data.get(dataId)!.block = block;
    this.heap.keep(block);
    return dataId;
  }

  /** The block of a float32 tensor; data from another backend is copied into one first. */
  block(tensor: tf.TensorInfo): Block {
    const data = this.#data.get(tensor.dataId)!;
    if (!data.block) {
      const values = data.values as Float32Array;
      const block = this.heap.alloc(values.length);
      block.values.set(values);
      data.block = block;
      this.heap.keep(block);
      // A tensor cast on another backend shares its data with integers, which float32 would round.
      if (values instanceof Float32Array) data.values = block.values;
    }
    return data.block;
  }

  /** The block of a float32 tensor if it may be written to: no other tensor shares it; else undefined. */
  ownBlock(tensor: tf.TensorInfo): Block | undefined {
    const block = this.block(tensor), { refCount, values } = this.#data.get(tensor.dataId)!;
    return refCount === 1 && values === block.values ? block : undefined;
  }

  override readSync(dataId: object): tf.backend_util.BackendValues {
    const { block, values } = this.#data.get(dataId)!;
    return block && values === block.values ? block.values.slice() : super.readSync(dataId);
  }

  override disposeData(dataId: object, force = false): boolean {
    const data = this.data.has(dataId) ? this.#data.get(dataId) : undefined;
    const gone = super.disposeData(dataId, force);
    if (gone && data?.block) {
      this.heap.free(data.block);
      data.block = undefined;
    }
    return gone;
  }

  override dispose(): void {
    for (const restore of this.undo) restore();
    this.#close();
    super.dispose();
  }
}
