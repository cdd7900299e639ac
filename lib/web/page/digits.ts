/// <reference lib="dom" />
/**
 * Digits on a canvas.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import { type GreyImage, tileImages, type TileOptions } from "../../images.ts";

/**
 * Draws images into a canvas, whose size becomes that of the grid.
 *
 * @param canvas where to draw
 * @param images in [0, 1], [n, 28, 28]; disposed
 * @param options the grid
 * @returns what was drawn
 */
export function drawDigits(
  canvas: HTMLCanvasElement,
  images: tf.Tensor3D,
  options: TileOptions = {},
): GreyImage {
  const values = images.dataSync<"float32">();
  images.dispose();
  const grid = tileImages(values, { padding: 0, ...options });
  canvas.width = grid.width;
  canvas.height = grid.height;
  const data = new ImageData(grid.width, grid.height);
  grid.pixels.forEach((grey, i) => data.data.set([grey, grey, grey, 255], 4 * i));
  canvas.getContext("2d")!.putImageData(data, 0, 0);
  return grid;
}
