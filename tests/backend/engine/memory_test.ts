import { assert, assertEquals, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { engineName } from "../../../lib/backend/engine/mod.ts";
import { Heap, sharedMemory, sizeClass } from "../../../lib/backend/engine/heap.ts";
import { assertClose, numbers, on } from "./_compare.ts";

Deno.test("sizeClass() wastes at most an eighth, and 16 values", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e9 }), (floats) => {
    const size = sizeClass(floats);
    assert(
      size >= floats && size <= floats * 1.125 + 16 && size % 16 === 0,
      `${floats} -> ${size}`,
    );
    assertEquals(sizeClass(size), size);
  }));
});

Deno.test("Heap.alloc() never hands out a block that overlaps one in use", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 5000 }), { maxLength: 80 }), (steps) => {
      const heap = new Heap(sharedMemory()), used: ReturnType<Heap["alloc"]>[] = [];
      for (const step of steps) {
        if (step >= 0) {
          const block = heap.alloc(step);
          assertEquals(block.values.length, step);
          block.values.fill(used.length);
          used.push(block);
        } else if (used.length > 0) heap.free(used.splice(-step % used.length, 1)[0]!);
      }
      const ranges = used.map(({ at, capacity }) => [at, at + capacity * 4] as const).sort((
        [a],
        [b],
      ) => a - b);
      ranges.forEach(([, end], i) => assert(i + 1 === ranges.length || end <= ranges[i + 1]![0]));
      assertEquals(heap.usedBytes, used.reduce((sum, { capacity }) => sum + capacity * 4, 0));
    }),
    { numRuns: 30 },
  );
});

Deno.test("Heap.alloc() grows the memory, and older blocks keep their values and address", () => {
  const memory = sharedMemory(), heap = new Heap(memory);
  const base = () => Deno.UnsafePointer.value(Deno.UnsafePointer.of(new Uint8Array(memory.buffer)));
  const before = base(), old = heap.alloc(1000), size = memory.buffer.byteLength;
  old.values.fill(7);
  const large = heap.alloc(30_000_000);
  assert(memory.buffer.byteLength > size);
  assertEquals(base(), before);
  large.values[29_999_999] = 1;
  assertEquals(new Float32Array(memory.buffer, old.at, 1000).every((v) => v === 7), true);
  old.values[0] = 8;
  assertEquals(new Float32Array(memory.buffer, old.at, 1)[0], 8);
});

Deno.test("Heap.alloc() says so when the memory is full, after using larger free blocks", () => {
  const heap = new Heap(sharedMemory(), 300);
  const first = heap.alloc(2_000_000), second = heap.alloc(2_000_000);
  assertThrows(() => heap.alloc(2_000_000), Error, "Cannot allocate a tensor of 2000000 values");
  heap.free(first);
  assertEquals(heap.alloc(1_500_000).at, first.at);
  heap.free(second);
  assertEquals(heap.alloc(2_000_000).at, second.at);
});

Deno.test("Heap.alloc() reuses a freed block of the same size", () => {
  const heap = new Heap(sharedMemory()), block = heap.alloc(100_000), total = heap.totalBytes;
  heap.free(block);
  assertEquals(heap.alloc(99_999).at, block.at);
  assertEquals(heap.totalBytes, total);
});

Deno.test("a tensor on the engine does not change with the array that it was made from, nor the reverse", async () => {
  await on(engineName, () => {
    const values = new Float32Array([1, 2, 3]), t = tf.tensor1d(values), read = t.dataSync();
    values[0] = 9;
    read[1] = 9;
    assertEquals([...t.dataSync()], [1, 2, 3]);
    const buffer = t.bufferSync();
    buffer.set(9, 2);
    assertEquals([...t.dataSync()], [1, 2, 3]);
    t.dispose();
  });
});

Deno.test("slices and clones on the engine outlive the tensor they came from", async () => {
  await on(engineName, () => {
    const t = tf.range(0, 12).reshape([3, 4]),
      views = [t.slice([1, 0], [1, 4]), t.clone(), t.reshape([12])];
    t.dispose();
    const noise = tf.fill([12], 99);
    assertEquals([...views[0]!.dataSync()], [4, 5, 6, 7]);
    assertEquals(views[1]!.dataSync()[11], 11);
    assertEquals(views[2]!.dataSync()[11], 11);
    tf.dispose([...views, noise]);
  });
});

Deno.test("the engine keeps every dtype, and moves tensors to and from cpu", async () => {
  const made = await on(engineName, () => ({
    float: tf.tensor1d([1.5, -2]),
    int: tf.tensor1d([3, 4], "int32"),
    bool: tf.tensor1d([true, false], "bool"),
    text: tf.tensor1d(["a", "bc"]),
    complex: tf.complex([1, 2], [3, 4]),
  }));
  assertEquals([...tf.add(made.float, 1).dataSync()], [2.5, -1]);
  assertEquals([...tf.add(made.int, 1).dataSync()], [4, 5]);
  await on(engineName, () => {
    assertEquals([...tf.add(made.float, made.int).dataSync()], [4.5, 2]);
    assertEquals([...tf.logicalNot(made.bool).dataSync()], [0, 1]);
    assertEquals([...made.text.dataSync() as unknown as string[]], ["a", "bc"]);
    assertEquals([...tf.real(tf.mul(made.complex, made.complex)).dataSync()], [-8, -12]);
    assertEquals([...tf.mul(made.int, made.int).dataSync()], [9, 16]);
    assertEquals(tf.mul(made.int, made.int).dtype, "int32");
    assertEquals([...tf.relu(tf.sub(made.int, 4)).dataSync()], [0, 0]);
  });
  tf.dispose(made);
});

Deno.test("tf.cast on the engine leaves integers as they are, also those cast on cpu before", async () => {
  const large = 2 ** 24 + 1;
  const cast = () => {
    const int = tf.tensor1d([large, 3], "int32");
    return { int, float: tf.cast(int, "float32") };
  };
  for (const { int, float } of [await on("cpu", cast), await on(engineName, cast)]) {
    await on(engineName, () => {
      const weight = tf.variable(float), adam = tf.train.adam(0.5);
      adam.minimize(() => tf.sum(tf.mul(weight, float)) as tf.Scalar, false, [weight]);
      assertClose([weight.dataSync()[1]!], [2.5], 1e-5, "weight");
      assertEquals(int.dataSync(), Int32Array.of(large, 3));
      assertEquals(tf.mul(int, int.sign()).dataSync(), Int32Array.of(large, 3));
      tf.dispose([int, float, weight]);
      adam.dispose();
    });
  }
});

Deno.test("an operation on the engine that finds no memory says so and takes none", async () => {
  await on(engineName, () =>
    tf.tidy(() => {
      const image = tf.zeros<tf.Rank.R4>([1, 1024, 1024, 1]),
        filter = tf.zeros<tf.Rank.R4>([64, 64, 1, 1]);
      const { heap } = tf.backend() as unknown as { heap: Heap }, before = heap.usedBytes;
      assertThrows(() => tf.conv2d(image, filter, 1, "same"), Error, "Cannot allocate a tensor of");
      assertEquals(heap.usedBytes, before);
      assertEquals(tf.add(image, 1).shape, image.shape);
    }));
});

Deno.test("the engine passes empty tensors through", async () => {
  await on(engineName, () =>
    tf.tidy(() => {
      const empty = tf.zeros([0, 4]), row = tf.ones([4]);
      assertEquals(tf.add(empty, row).shape, [0, 4]);
      assertEquals(tf.mul(empty, 2).shape, [0, 4]);
      assertEquals([...tf.sum(empty, 0).dataSync()], [0, 0, 0, 0]);
      assertEquals(tf.sum(empty).dataSync()[0], 0);
      assertEquals([...tf.mean(empty, 0).dataSync()], [0, 0, 0, 0]);
      assertEquals(tf.relu(empty).shape, [0, 4]);
      assertEquals(tf.concat([empty, row.reshape([1, 4])]).shape, [1, 4]);
    }));
});

/** One step of a random program: which operation, on which tensors so far. */
const program = fc.array(fc.tuple(fc.nat(17), fc.nat(50), fc.nat(50)), {
  minLength: 5,
  maxLength: 60,
});

/**
 * Runs a program of operations that share, keep, overwrite and dispose of [4, 6] tensors, and returns what every
 * tensor that is still alive holds.
 */
function run(steps: [number, number, number][], seed: number): number[][] {
  const alive: tf.Tensor[] = [
    tf.tensor(numbers(24, seed), [4, 6]),
    tf.tensor(numbers(24, seed + 1), [4, 6]),
  ];
  const variable = tf.variable(alive[0]!), adam = tf.train.adam(0.1);
  const operations: ((a: tf.Tensor, b: tf.Tensor) => tf.Tensor | void)[] = [
    (a, b) => tf.add(a, b),
    (a, b) => tf.tidy(() => tf.mul(tf.sub(a, b), 0.5)),
    (a, b) => tf.tidy(() => tf.matMul(tf.matMul(a, b, false, true), b).mul(0.05)),
    (a) => tf.tanh(a),
    (a) => tf.relu(a),
    (a) => a.clone(),
    (a) => tf.tidy(() => tf.reshape(tf.reshape(a, [24]), [4, 6])),
    (a) => tf.tidy(() => tf.concat([a.slice([2, 0], [2, 6]), a.slice([0, 0], [2, 6])])),
    (a) => tf.tidy(() => tf.transpose(tf.transpose(a))),
    (a) => tf.cast(a, "float32"),
    (a) => variable.assign(a.clone()),
    () => variable.clone(),
    (a) => {
      adam.minimize(() => tf.mean(tf.square(tf.sub(variable, a))) as tf.Scalar, false, [variable]);
    },
    (a) => tf.tidy(() => tf.keep(tf.add(a, tf.mean(a, 0)))),
    (a) => tf.tensor(a.dataSync(), [4, 6]),
    (a, b) => tf.tidy(() => tf.where(tf.greater(a, b), a, b)),
    (a, b) => {
      const at = alive.indexOf(a);
      if (alive.length > 2 && a !== b) alive.splice(at, 1)[0]!.dispose();
    },
    (a, b) => {
      const at = alive.indexOf(b);
      if (alive.length > 2 && a !== b) alive.splice(at, 1)[0]!.dispose();
    },
  ];
  for (const [operation, i, j] of steps) {
    const result = operations[operation]!(alive[i % alive.length]!, alive[j % alive.length]!);
    if (result) alive.push(result);
  }
  const values = [...alive, variable].map((t) => [...t.dataSync()]);
  tf.dispose([alive, variable]);
  adam.dispose();
  return values;
}

Deno.test("random programs on the engine give what cpu gives, whatever they share and dispose of", async () => {
  await fc.assert(
    fc.asyncProperty(program, fc.nat(1e6), async (steps, seed) => {
      const expected = await on("cpu", () => run(steps, seed));
      const actual = await on(engineName, () => run(steps, seed));
      expected.forEach((values, i) => assertClose(actual[i]!, values, 1e-4, `tensor ${i}`));
    }),
    { numRuns: 150 },
  );
});

Deno.test("training on the engine leaks no tensor, no data and no memory", async () => {
  await on(engineName, () => {
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ inputShape: [7], units: 5, activation: "relu" }),
        tf.layers.dense({ units: 3, activation: "tanh" }),
      ],
    });
    const adam = tf.train.adam(0.01), x = tf.ones([9, 7]);
    const step = () =>
      adam.minimize(() => tf.mean(tf.square(model.predict(x) as tf.Tensor)) as tf.Scalar);
    const backend = tf.backend() as unknown as { numDataIds(): number; heap: Heap };
    const state = () => [tf.memory().numTensors, backend.numDataIds(), backend.heap.usedBytes];
    step();
    const before = state();
    for (let i = 0; i < 50; i++) step();
    assertEquals(state(), before);
    model.dispose();
    adam.dispose();
    x.dispose();
  });
});
