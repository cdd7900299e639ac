/**
 * MNIST as it is shipped with the course.
 *
 * @module
 */
import { type Images, pixels, readImages } from "../data/image_set.ts";

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

const shipped = new URL("../../data/mnist/", import.meta.url);

/**
 * Loads the MNIST shipped with the project and checks it against its checksums.
 *
 * @param dir a folder with the four gzipped files, the shipped one unless told otherwise
 * @returns 55,000 / 5,000 / 10,000 images, as the question's loader split them
 * @throws {Error} when a file is missing, damaged, or not the one whose checksum is known
 *
 * @example
 * ```ts
 * import { loadMnist } from "@gan-clinic/course";
 * import { assertEquals } from "@std/assert";
 *
 * const { train, validation, test } = await loadMnist();
 * assertEquals([train.count, validation.count, test.count], [55_000, 5_000, 10_000]);
 * assertEquals([...train.labels.slice(0, 5)], [5, 0, 4, 1, 9]);
 * ```
 */
export async function loadMnist(dir: string | URL = shipped): Promise<Mnist> {
  const { train, test } = await readImages(dir, checksums);
  return { train: slice(train, 0, 55_000), validation: slice(train, 55_000, 60_000), test };
}

function slice(images: Images, from: number, to: number): Images {
  return {
    count: to - from,
    pixels: images.pixels.subarray(from * pixels, to * pixels),
    labels: images.labels.subarray(from, to),
  };
}
