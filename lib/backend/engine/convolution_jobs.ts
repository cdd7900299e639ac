/**
 * The three convolution jobs: a few images at a time are unfolded into a matrix of patches, or folded back.
 *
 * @module
 */

import { plain, rowMajor, transposed } from "./blas.ts";
import { part } from "./control.ts";
import type { Job, Tools } from "./job.ts";

/**
 * The arguments of the three convolution jobs, before the geometry that `imagesToRows` takes (height, width,
 * channels, kernel, output, strides and padding).
 */
interface Convolution {
  /** Address of the images. */
  x: number;
  /** Address of the filter. */
  filter: number;
  /** Address of the output's images. */
  y: number;
  /** Address of the scratch memory: for each thread `step` images' patches. */
  cols: number;
  /** How many images to unfold at once. */
  step: number;
  images: number;
  /** Floats in a patch. */
  patch: number;
  /** Positions in an output image. */
  positions: number;
  outChannels: number;
  /** Address of a bias for each output channel, or 0. */
  bias: number;
}

/** Ten numbers, and the geometry. */
// deno-fmt-ignore
type ConvolutionArguments = readonly [
  number, number, number, number, number, number, number, number, number, number, ...number[],
];

/** The convolution jobs' arguments in their order. */
export function convolutionArguments(c: Convolution, geometry: number[]): number[] {
  const { x, filter, y, cols, step, images, patch, positions, outChannels, bias } = c;
  return [x, filter, y, cols, step, images, patch, positions, outChannels, bias, ...geometry];
}

/** Calls `each` for every few images of a chunk, with the addresses that they need. */
function overImages(
  each: (c: Convolution, geometry: number[], images: number, at: Addresses, first: boolean) => void,
): Job {
  return (args, chunk, chunks, thread) => {
    const [x, filter, y, cols, step, images, patch, positions, outChannels, bias, ...geometry] =
      args as unknown as ConvolutionArguments;
    // deno-fmt-ignore
    const c = { x, filter, y, cols, step, images, patch, positions, outChannels, bias };
    const image = geometry[0]! * geometry[1]! * geometry[2]!;
    const [from, to] = part(images, chunk, chunks);
    for (let i = from; i < to; i += step) {
      const at = {
        x: x + 4 * i * image,
        y: y + 4 * i * positions * outChannels,
        cols: cols + 4 * thread * step * patch * positions,
        // Every chunk sums its own filter gradient, so that the sum does not depend on who does it.
        filter: filter + 4 * chunk * patch * outChannels,
      };
      each(c, geometry, Math.min(step, to - i), at, i === from);
    }
  };
}

interface Addresses {
  x: number;
  y: number;
  cols: number;
  filter: number;
}

/** y = the convolution of x with the filter, plus the bias. */
export function convolve({ kernels, sgemm, base }: Tools): Job {
  return overImages((c, geometry, images, at) => {
    const rows = images * c.positions;
    kernels.imagesToRows(at.x, at.cols, images, ...geometry);
    if (c.bias) kernels.fillRows(c.bias, at.y, rows, c.outChannels, c.outChannels);
    // deno-fmt-ignore
    sgemm(
      rowMajor, plain, plain, rows, c.outChannels, c.patch, 1, base + at.cols, c.patch,
      base + c.filter, c.outChannels, c.bias ? 1 : 0, base + at.y, c.outChannels,
    );
  });
}

/** For each chunk of images, the gradient of the filter from x and dy (in y). */
export function filterGradient({ kernels, sgemm, base }: Tools): Job {
  return overImages((c, geometry, images, at, first) => {
    kernels.imagesToRows(at.x, at.cols, images, ...geometry);
    // deno-fmt-ignore
    sgemm(
      rowMajor, transposed, plain, c.patch, c.outChannels, images * c.positions, 1, base + at.cols, c.patch,
      base + at.y, c.outChannels, first ? 0 : 1, base + at.filter, c.outChannels,
    );
  });
}

/** x = the gradient of the images from dy (in y) and the filter; also the transposed convolution. */
export function inputGradient({ kernels, sgemm, base }: Tools): Job {
  return overImages((c, geometry, images, at) => {
    // deno-fmt-ignore
    sgemm(
      rowMajor, plain, transposed, images * c.positions, c.patch, c.outChannels, 1, base + at.y, c.outChannels,
      base + c.filter, c.outChannels, 0, base + at.cols, c.patch,
    );
    kernels.rowsToImages(at.cols, at.x, images, ...geometry);
  });
}
