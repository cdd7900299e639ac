/**
 * Blocks of float32 in one shared WebAssembly.Memory: what the SIMD kernels, BLAS and both threads work on.
 *
 * @module
 */

import { reservedBytes } from "./control.ts";

const pageBytes = 65536;
const maxPages = 65536;
/** Blocks begin on cache lines, so that two threads never write to the same line. */
const alignment = 16;

/** A piece of the heap that holds one tensor's values. */
export interface Block {
  /** Byte address in the memory. */
  readonly at: number;
  /** Floats that fit; never less than was asked for. */
  readonly capacity: number;
  /** The values in use. */
  values: Float32Array;
}

/** Rounds up to one of eight sizes per power of two, so that freed blocks fit later tensors. */
export function sizeClass(floats: number): number {
  const step = Math.max(alignment, 2 ** (28 - Math.clz32(Math.max(1, floats))));
  return Math.max(alignment, Math.ceil(floats / step) * step);
}

/**
 * Hands out blocks and takes them back.
 *
 * Freed blocks are kept in lists by size. When none fits, the memory grows; when it cannot grow, a larger
 * free block serves; when there is none, the caller gets an error, and what it holds stays valid.
 */
export class Heap {
  readonly #memory: WebAssembly.Memory;
  readonly #free = new Map<number, Block[]>();
  readonly #loose = new Set<Block>();
  readonly #maxBytes: number;
  #top = reservedBytes;
  #used = 0;

  /**
   * @param memory a shared memory
   * @param maxPages the size to stop growing at, in pages of 64 KB
   */
  constructor(memory: WebAssembly.Memory, maxPages: number = 65536) {
    this.#memory = memory;
    this.#maxBytes = maxPages * pageBytes;
  }

  /** Bytes in blocks that are in use. */
  get usedBytes(): number {
    return this.#used;
  }

  /** Bytes that were ever handed out. */
  get totalBytes(): number {
    return this.#top;
  }

  /**
   * A block for so many floats. Its values are whatever was there.
   *
   * @throws {Error} when the heap is full
   */
  alloc(floats: number): Block {
    const capacity = sizeClass(floats);
    const block = this.#free.get(capacity)?.pop() ?? this.#extend(capacity) ??
      this.#larger(capacity);
    if (!block) {
      const size = `${Math.round(this.#maxBytes / 2 ** 20)} MB`;
      throw new Error(
        `Cannot allocate a tensor of ${floats} values: the engine's memory of ${size} is full; ` +
          "dispose of tensors, or use a smaller batch",
      );
    }
    this.#used += block.capacity * 4;
    if (block.values.length !== floats) {
      block.values = new Float32Array(this.#memory.buffer, block.at, floats);
    }
    this.#loose.add(block);
    return block;
  }

  /** Says that a tensor holds a block from now on. */
  keep(block: Block): void {
    this.#loose.delete(block);
  }

  /** Takes back the blocks that no tensor holds: what an operation that failed had begun. */
  freeLoose(): void {
    for (const block of this.#loose) this.free(block);
  }

  /** Takes a block back. Nothing may use its values afterwards. */
  free(block: Block): void {
    this.#used -= block.capacity * 4;
    this.#loose.delete(block);
    const list = this.#free.get(block.capacity);
    if (list) list.push(block);
    else this.#free.set(block.capacity, [block]);
  }

  /** A new block at the end of the memory, which grows for it by an eighth or more. */
  #extend(capacity: number): Block | undefined {
    const at = this.#top, end = at + capacity * 4, size = this.#memory.buffer.byteLength;
    if (end > this.#maxBytes) return undefined;
    if (end > size) {
      const wanted = Math.min(this.#maxBytes, Math.max(end, size + size / 8, size + 2 ** 24));
      if (!this.#grow(wanted - size) && !this.#grow(end - size)) return undefined;
    }
    this.#top = end;
    return { at, capacity, values: new Float32Array(this.#memory.buffer, at, capacity) };
  }

  #grow(bytes: number): boolean {
    try {
      this.#memory.grow(Math.ceil(bytes / pageBytes));
      return true;
    } catch {
      return false;
    }
  }

  #larger(capacity: number): Block | undefined {
    const fits = [...this.#free].filter(([size, list]) => size > capacity && list.length > 0);
    return this.#free.get(Math.min(...fits.map(([size]) => size)))?.pop();
  }
}

/**
 * A shared memory of 16 MB that may grow to 4 GB.
 *
 * @throws {Error} when this machine offers no shared memory
 */
export function sharedMemory(): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: 256, maximum: maxPages, shared: true });
  } catch {
    throw new Error(
      "Cannot start the engine: this machine offers no 4 GB of shared WebAssembly memory",
    );
  }
}
