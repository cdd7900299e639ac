/**
 * The three convolution jobs: a few images at a time are unfolded into a matrix of patches, or folded back.
 *
 * @module
 */

import { plain, rowMajor, transposed } from "./blas.ts";
import { part } from "./control.ts";
import type { Job, Tools } from "./job.ts";

/** The arguments of the three convolution jobs: addresses, sizes, and the geometry that the kernels take. */
export type ConvolutionArguments = readonly [
  x: number,
  filter: number,
  y: number,
  /** scratch memory: for each thread the patches of `step` images */
  cols: number,
  /** a bias for each output channel, or 0 */
  bias: number,
  /** how many images to unfold at once */
  step: number,
  images: number,
  /** floats in a patch */
  patch: number,
  /** positions in an output image */
  positions: number,
  outChannels: number,
  ...geometry: number[],
];

/** A few images of a chunk: how many, and the addresses and sizes that they need. */
interface Images {
  count: number;
  x: number;
  filter: number;
  y: number;
  cols: number;
  bias: number;
  /** Where the chunk sums its filter gradient: each its own, so that the sum does not depend on who does it. */
  sums: number;
  /** Whether they are the first of their chunk. */
  first: boolean;
  /** Rows of the matrix of patches. */
  rows: number;
  patch: number;
  outChannels: number;
  geometry: number[];
}

/** Calls `each` for every few images of a chunk. */
function overImages(each: (few: Images) => void): Job {
  return (args, chunk, chunks, thread) => {
    const [x, filter, y, cols, bias, step, images, patch, positions, outChannels, ...geometry] =
      args as unknown as ConvolutionArguments;
    const image = geometry[0]! * geometry[1]! * geometry[2]!;
    const [from, to] = part(images, chunk, chunks);
    for (let i = from; i < to; i += step) {
      const count = Math.min(step, to - i);
      each({
        count,
        x: x + 4 * i * image,
        filter,
        y: y + 4 * i * positions * outChannels,
        cols: cols + 4 * thread * step * patch * positions,
        bias,
        sums: filter + 4 * chunk * patch * outChannels,
        first: i === from,
        rows: count * positions,
        patch,
        outChannels,
        geometry,
      });
    }
  };
}

/** y = the convolution of x with the filter, plus the bias. */
export function convolve({ kernels, sgemm, base }: Tools): Job {
  return overImages(({ count, x, filter, y, cols, bias, rows, patch, outChannels, geometry }) => {
    kernels.imagesToRows(x, cols, count, ...geometry);
    if (bias) kernels.fillRows(bias, y, rows, outChannels, outChannels);
    // deno-fmt-ignore
    sgemm(
      rowMajor, plain, plain, rows, outChannels, patch, 1, base + cols, patch,
      base + filter, outChannels, bias ? 1 : 0, base + y, outChannels,
    );
  });
}

/** For each chunk of images, the gradient of the filter from x and dy (in y). */
export function filterGradient({ kernels, sgemm, base }: Tools): Job {
  return overImages(({ count, x, y, cols, sums, first, rows, patch, outChannels, geometry }) => {
    kernels.imagesToRows(x, cols, count, ...geometry);
    // deno-fmt-ignore
    sgemm(
      rowMajor, transposed, plain, patch, outChannels, rows, 1, base + cols, patch,
      base + y, outChannels, first ? 0 : 1, base + sums, outChannels,
    );
  });
}

/** x = the gradient of the images from dy (in y) and the filter; also the transposed convolution. */
export function inputGradient({ kernels, sgemm, base }: Tools): Job {
  return overImages(({ count, x, filter, y, cols, rows, patch, outChannels, geometry }) => {
    // deno-fmt-ignore
    sgemm(
      rowMajor, plain, transposed, rows, patch, outChannels, 1, base + y, outChannels,
      base + filter, outChannels, 0, base + cols, patch,
    );
    kernels.rowsToImages(cols, x, count, ...geometry);
  });
}
