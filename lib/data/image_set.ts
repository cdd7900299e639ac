/**
 * Sets of 28 x 28 images, from files in MNIST's form.
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

/** The four files of MNIST's form: images and labels, for training and for tests. */
const fileNames = ["train", "t10k"].flatMap((part) => [imagesFile(part), labelsFile(part)]);

/**
 * Gathers images.
 *
 * @param images where from
 * @param indices which
 * @returns their bytes, 784 each
 */
export function gather({ pixels: bytes }: Images, indices: Uint32Array): Uint8Array {
  const rows = new Uint8Array(indices.length * pixels);
  indices.forEach((index, i) =>
    rows.set(bytes.subarray(index * pixels, (index + 1) * pixels), i * pixels)
  );
  return rows;
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
  for (const name of fileNames) {
    const path = join(dir, name);
    if (await Deno.stat(path).then(() => true, (e) => !(e instanceof Deno.errors.NotFound))) {
      continue;
    }
    missing.push(name);
  }
  if (missing.length === 0) return await readImages(dir);
  const found = missing.length === 4 ? "found none of them" : `did not find ${missing.join(", ")}`;
  const labels = missing.every((name) => name.includes("labels"));
  const remedy = labels ? "; where there are no labels, write as many zeros" : "";
  throw new Error(
    `Cannot load images: expected the four files of MNIST's form, gzipped, ${found}${remedy}: ${dir}`,
  );
}

/**
 * Reads a folder of images.
 *
 * @param dir the folder
 * @param sums the SHA-256 of its files by their names, where they are known
 * @returns its training and its test images
 * @throws {Error} when a file is missing, damaged or not the one whose checksum is known, images are of another size,
 * or images and labels differ in number
 */
export async function readImages(
  dir: string | URL,
  sums: Readonly<Record<string, string>> = {},
): Promise<{ train: Images; test: Images }> {
  const read = async (part: string): Promise<Images> => {
    const names = [imagesFile(part), labelsFile(part)] as const;
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

function imagesFile(part: string): string {
  return `${part}-images-idx3-ubyte.gz`;
}

function labelsFile(part: string): string {
  return `${part}-labels-idx1-ubyte.gz`;
}
