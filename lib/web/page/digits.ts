/// <reference lib="dom" />
/**
 * Digits on a canvas.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import { type GreyImage, tileImages, type TileOptions } from "../../data/images.ts";
import { pixels } from "../../data/image_set.ts";
import { make } from "./dom.ts";

/**
 * Draws images as one grid into a canvas, whose size becomes that of the grid.
 *
 * @param canvas where to draw
 * @param images in [0, 1], [n, 28, 28]; disposed
 * @param options the grid
 * @returns what was drawn
 */
export function drawSheet(
  canvas: HTMLCanvasElement,
  images: tf.Tensor3D,
  options: TileOptions,
): GreyImage {
  const grid = tileImages(read(images), options);
  put(canvas, grid);
  return grid;
}

/**
 * Draws one image into each canvas.
 *
 * @param canvases where to draw
 * @param images in [0, 1], [n, 28, 28], as many as canvases; disposed
 */
export function drawDigits(canvases: readonly HTMLCanvasElement[], images: tf.Tensor3D): void {
  const values = read(images);
  canvases.forEach((canvas, i) =>
    put(canvas, tileImages(values.subarray(i * pixels, (i + 1) * pixels)))
  );
}

/**
 * Makes canvases for digits. What they show is said by their parent, so each alone is hidden from screen readers.
 *
 * @param parent where they go
 * @param count how many
 * @returns the canvases, empty
 */
export function digitCanvases(parent: Element, count: number): HTMLCanvasElement[] {
  const canvases = Array.from({ length: count }, () => make("canvas", "digit"));
  for (const canvas of canvases) [canvas.width, canvas.height] = [28, 28];
  parent.append(...canvases);
  return canvases;
}

function read(images: tf.Tensor3D): Float32Array {
  const values = images.dataSync<"float32">();
  images.dispose();
  return values;
}

function put(canvas: HTMLCanvasElement, { pixels, width, height }: GreyImage): void {
  canvas.width = width;
  canvas.height = height;
  const data = new ImageData(width, height);
  pixels.forEach((grey, i) => data.data.set([grey, grey, grey, 255], 4 * i));
  canvas.getContext("2d")!.putImageData(data, 0, 0);
}
