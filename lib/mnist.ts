/**
 * Images for training, from checked IDX files.
 *
 * @module
 */
import { parseIdx } from "./idx.ts";

/** Pixels in an image: 28 x 28. */
export const pixels = 784;

/** Images with their labels, as stored: one byte per pixel. */
export interface Images {
  /** How many images. */
  count: number;
  /** `count` x 784 bytes, row by row, 0 = black. */
  pixels: Uint8Array;
  /** `count` labels, 0 ... 9. */
  labels: Uint8Array;
}

/** MNIST as the question's loader split it. */
export interface Mnist {
  /** The first 55,000 training images. */
  train: Images;
  /** The last 5,000 training images. */
  validation: Images;
  /** The 10,000 test images. */
  test: Images;
}

/** SHA-256 of the four gzipped files shipped in `data/mnist`. */
const checksums: Record<string, string> = {
  "train-images-idx3-ubyte.gz": "0b367032e93c5d0cea0925647cfdb18614af8ee15f83e6f2fc2ad904a6835971",
  "train-labels-idx1-ubyte.gz": "1787548bbe0bff1ec2ecdc0ef292b02df999e2d1a6002d27500982c652b17203",
  "t10k-images-idx3-ubyte.gz": "1a1a05eab793c14bb050b398624a11b0ffd1a2953baed553b1b9bd079e2a20be",
  "t10k-labels-idx1-ubyte.gz": "b91679a0acfe4ba0e50a2437a903084cba1f5f92592b016a25a7dfd00455798b",
};

const shipped = new URL("../data/mnist/", import.meta.url);

/**
 * Loads the MNIST shipped with the project and checks it against its checksums.
 *
 * @param dir a folder with the four gzipped files, the shipped one unless told otherwise
 * @returns 55,000 / 5,000 / 10,000 images, as the question's loader split them
 * @throws {Error} when a file is missing, damaged, or not the one whose checksum is known
 *
 * @example
 * ```ts
 * import { loadMnist } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * const { train, validation, test } = await loadMnist();
 * assertEquals([train.count, validation.count, test.count], [55_000, 5_000, 10_000]);
 * assertEquals([...train.labels.slice(0, 5)], [5, 0, 4, 1, 9]);
 * ```
 */
export async function loadMnist(dir: string | URL = shipped): Promise<Mnist> {
  const { train, test } = await readFolder(dir, checksums);
  return { train: slice(train, 0, 55_000), validation: slice(train, 55_000, 60_000), test };
}

/**
 * Loads any set of 28 x 28 images in MNIST's form, Fashion-MNIST for instance.
 *
 * The folder holds `train-images-idx3-ubyte.gz`, `train-labels-idx1-ubyte.gz` and the two `t10k-` files.
 *
 * @param dir the folder
 * @returns its training and its test images
 * @throws {Error} when a file is missing or damaged, images are of another size, or images and labels differ in number
 */
export async function loadImages(dir: string | URL): Promise<{ train: Images; test: Images }> {
  const missing: string[] = [];
  for (const name of Object.keys(checksums)) {
    const path = join(dir, name);
    if (await Deno.stat(path).then(() => true, (e) => !(e instanceof Deno.errors.NotFound))) {
      continue;
    }
    missing.push(name);
  }
  if (missing.length === 0) return await readFolder(dir, {});
  const found = missing.length === 4 ? "found none of them" : `did not find ${missing.join(", ")}`;
  const labels = missing.every((name) => name.includes("labels"));
  const remedy = labels ? "; where there are no labels, write as many zeros" : "";
  throw new Error(
    `Cannot load images: expected the four files of MNIST's form, gzipped, ${found}${remedy}: ${dir}`,
  );
}

async function readFolder(dir: string | URL, sums: Record<string, string>) {
  const read = async (part: string): Promise<Images> => {
    const names = [`${part}-images-idx3-ubyte.gz`, `${part}-labels-idx1-ubyte.gz`] as const;
    const [images, labels] = await Promise.all(
      names.map((name, i) => parseIdx(join(dir, name), { rank: i ? 1 : 3, sha256: sums[name] })),
    );
    const [count = 0, height, width] = images!.shape;
    if (height !== 28 || width !== 28) {
      throw new Error(
        `Cannot read images: expected shape [count, 28, 28], got [${
          images!.shape.join(", ")
        }]; scale them to 28 x 28 first: ${join(dir, names[0])}`,
      );
    }
    if (labels!.shape[0] !== count) {
      throw new Error(
        `Cannot read labels: expected one for each of ${count} images, got ${labels!.shape[0]}: ${
          join(dir, names[1])
        }`,
      );
    }
    return { count, pixels: images!.bytes, labels: labels!.bytes };
  };
  const [train, test] = await Promise.all([read("train"), read("t10k")]);
  return { train: train!, test: test! };
}

const join = (dir: string | URL, name: string) =>
  dir instanceof URL
    ? new URL(name, dir.href.replace(/\/?$/, "/"))
    : `${dir.replace(/\/$/, "")}/${name}`;

function slice(images: Images, from: number, to: number): Images {
  return {
    count: to - from,
    pixels: images.pixels.subarray(from * pixels, to * pixels),
    labels: images.labels.subarray(from, to),
  };
}
