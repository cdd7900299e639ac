import {
  assertAlmostEquals,
  assertEquals,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { Batches, loadImages, scale } from "../../lib/data/mod.ts";
import { loadMnist } from "../../lib/course/mod.ts";
import { mnist } from "../_helpers.ts";

const names = ["train-images-idx3", "train-labels-idx1", "t10k-images-idx3", "t10k-labels-idx1"];

/** An IDX file of unsigned bytes. */
function idx(shape: number[], { magic = 0x0800 + shape.length, extra = 0 } = {}): Uint8Array {
  const size = shape.reduce((a, b) => a * b, 1) + extra, head = 4 + 4 * shape.length;
  const view = new DataView(new ArrayBuffer(head + Math.max(0, size)));
  [magic, ...shape].forEach((n, i) => view.setUint32(4 * i, n));
  return new Uint8Array(view.buffer);
}

/** A folder of four small files, one of them replaced. */
async function folder(replaced: Record<string, Uint8Array | null> = {}): Promise<string> {
  const dir = await Deno.makeTempDir();
  for (const name of names) {
    const file = replaced[name] === undefined
      ? gzipSync(idx(name.includes("images") ? [3, 28, 28] : [3]))
      : replaced[name];
    if (file) await Deno.writeFile(`${dir}/${name}-ubyte.gz`, file);
  }
  return dir;
}

Deno.test("loadMnist() loads the canonical files: 55,000, 5,000 and 10,000 images", async () => {
  const { train, validation, test } = await mnist();
  assertEquals([train.count, validation.count, test.count], [55_000, 5_000, 10_000]);
  // The MD5 sums of the four original, uncompressed files are known; the IDX headers are 16 and 8 bytes.
  const md5 = (...parts: Uint8Array[]) => {
    const hash = createHash("md5");
    for (const part of parts) hash.update(part);
    return hash.digest("hex");
  };
  const header = (shape: number[]) => idx(shape).subarray(0, 4 + 4 * shape.length);
  assertEquals(
    md5(header([60_000, 28, 28]), train.pixels, validation.pixels),
    "6bbc9ace898e44ae57da46a324031adb",
  );
  assertEquals(
    md5(header([60_000]), train.labels, validation.labels),
    "a25bea736e30d166cdddb491f175f624",
  );
  assertEquals(md5(header([10_000, 28, 28]), test.pixels), "2646ac647ad5339dbf082846283269ea");
  assertEquals(md5(header([10_000]), test.labels), "27ae3e4e09519cfbb04c329615203637");
});

Deno.test("loadImages() takes another set of the same form", async () => {
  const dir = await folder();
  const { train, test } = await loadImages(dir);
  assertEquals([train.count, train.pixels.length, test.labels.length], [3, 3 * 784, 3]);
  await Deno.remove(dir, { recursive: true });
});

const bad: [string, Record<string, Uint8Array | null>, string[]][] = [
  ["a missing file", { "t10k-images-idx3": null }, [
    "the four files of MNIST's form, gzipped, did not find t10k-images-idx3-ubyte.gz: /",
  ]],
  ["missing labels", { "train-labels-idx1": null, "t10k-labels-idx1": null }, [
    "did not find train-labels-idx1-ubyte.gz, t10k-labels-idx1-ubyte.gz; where there are no labels",
  ]],
  ["an empty folder", Object.fromEntries(names.map((name) => [name, null])), [
    "found none of them",
  ]],
  [
    "a wrong magic number",
    { "train-images-idx3": gzipSync(idx([3], {})) },
    ["expected magic number 2051, got 2049", "train-images-idx3"],
  ],
  [
    "a truncated file",
    { "train-images-idx3": gzipSync(idx([3, 28, 28], { extra: -5 })) },
    ["truncated: expected 2352 bytes", "got 2347", "train-images-idx3"],
  ],
  [
    "trailing bytes",
    { "t10k-labels-idx1": gzipSync(idx([3], { extra: 2 })) },
    ["trailing bytes: expected 3 bytes", "got 5", "t10k-labels-idx1"],
  ],
  ["no gzip", { "train-labels-idx1": idx([3]) }, [
    "expected gzip",
    "got 00 00",
    "train-labels-idx1",
  ]],
  ["an empty file", { "train-labels-idx1": new Uint8Array(0) }, [
    "expected gzip",
    "train-labels-idx1",
  ]],
  [
    "a damaged gzip stream",
    { "train-images-idx3": gzipSync(idx([3, 28, 28])).subarray(0, 30) },
    ["damaged or truncated", "train-images-idx3"],
  ],
  [
    "a count that differs",
    { "train-labels-idx1": gzipSync(idx([4])) },
    ["expected one for each of 3 images, got 4", "train-labels-idx1"],
  ],
  [
    "images of another size",
    { "t10k-images-idx3": gzipSync(idx([3, 32, 32])) },
    ["expected shape [count, 28, 28], got [3, 32, 32]; scale them", "t10k-images-idx3"],
  ],
];
for (const [what, replaced, words] of bad) {
  Deno.test(`loadImages() refuses ${what} and names the file`, async () => {
    const dir = await folder(replaced);
    const { message } = await assertRejects(() => loadImages(dir), Error);
    for (const word of words) assertStringIncludes(message, word);
    await Deno.remove(dir, { recursive: true });
  });
}

Deno.test("loadMnist() refuses a file whose checksum differs", async () => {
  const dir = await folder();
  await assertRejects(() => loadMnist(dir), Error, "expected SHA-256");
  await Deno.remove(dir, { recursive: true });
});

Deno.test("scale() maps bytes to [0, 1] or to [-1, 1]", () => {
  const bytes = Uint8Array.of(0, 51, 255);
  scale(bytes, "unit").forEach((v, i) => assertAlmostEquals(v, [0, 0.2, 1][i]!, 1e-7));
  scale(bytes, "signed").forEach((v, i) => assertAlmostEquals(v, [-1, -0.6, 1][i]!, 1e-7));
});

Deno.test("Batches gives every image at most once an epoch, in another order each epoch", () => {
  const count = 25, pixels = new Uint8Array(count * 784);
  for (let i = 0; i < count; i++) pixels.fill(10 * i, i * 784, (i + 1) * 784);
  const images = { count, pixels, labels: new Uint8Array(count) };
  const batches = new Batches(images, { batchSize: 4, range: "unit" }, 1);
  const epoch = (first: number) =>
    Array.from(
      { length: 6 },
      (_, i) => [0, 1, 2, 3].map((j) => Math.round(batches.at(first + i)[j * 784]! * 25.5)),
    )
      .flat();
  assertEquals(batches.perEpoch, 6);
  assertEquals(new Set(epoch(0)).size, 24);
  assertEquals(new Set(epoch(6)).size, 24);
  assertEquals(epoch(0).join() === epoch(6).join(), false);
  assertEquals(new Batches(images, { batchSize: 4, range: "unit" }, 1).at(7), batches.at(7));
  assertThrows(
    () => new Batches(images, { batchSize: 26, range: "unit" }, 1),
    RangeError,
    "got 25",
  );
});
