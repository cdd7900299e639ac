/**
 * Grids of grey images, and their PNG form.
 *
 * @module
 */
import { encode } from "fast-png";

/** Grey pixels, row by row. */
export interface GreyImage {
  /** One byte per pixel: 0 is black, 255 white. */
  pixels: Uint8Array;
  /** Pixels per row. */
  width: number;
  /** Rows. */
  height: number;
}

/** How {@linkcode tileImages} lays images out. */
export interface TileOptions {
  /**
   * How many images there are.
   *
   * @default {all that the values hold}
   */
  count?: number;
  /**
   * Images per row.
   *
   * @default {the square root of count, rounded up}
   */
  columns?: number;
  /**
   * Pixels per row of one image.
   *
   * @default {28}
   */
  width?: number;
  /**
   * Rows of one image.
   *
   * @default {28}
   */
  height?: number;
  /**
   * White pixels between images.
   *
   * @default {1}
   */
  padding?: number;
  /**
   * How many pixels high and wide each value becomes.
   *
   * @default {1}
   */
  scale?: number;
}

function checkWhole(value: number, name: string, least: number): void {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(
      `Cannot tile images: ${name} must be a whole number of at least ${least}, got ${value}`,
    );
  }
}

/**
 * Lays images out in a grid, first row first.
 *
 * @param images values in [0, 1], image after image; what lies outside is clamped, NaN becomes 0
 * @param options the grid
 * @returns the grid as one image
 * @throws {RangeError} when an option is no whole number in its range, or the values are too few
 *
 * @example Two images of one pixel, side by side
 * ```ts
 * import { tileImages } from "@gan-clinic/gan-clinic/data";
 * import { assertEquals } from "@std/assert";
 *
 * const grid = tileImages(new Float32Array([0, 2]), { columns: 2, width: 1, height: 1, padding: 0 });
 * assertEquals([...grid.pixels], [0, 255]);
 * ```
 */
export function tileImages(
  images: Float32Array | readonly number[],
  options: TileOptions = {},
): GreyImage {
  const { width = 28, height = 28, padding = 1, scale = 1 } = options;
  checkWhole(width, "width", 1);
  checkWhole(height, "height", 1);
  checkWhole(padding, "padding", 0);
  checkWhole(scale, "scale", 1);
  const size = width * height;
  const { count = Math.floor(images.length / size) } = options;
  checkWhole(count, "count", 1);
  const { columns = Math.ceil(Math.sqrt(count)) } = options;
  checkWhole(columns, "columns", 1);
  if (images.length < count * size) {
    throw new RangeError(
      `Cannot tile images: ${count} images of ${width}x${height} need ${
        count * size
      } values, got ${images.length}`,
    );
  }
  const stepX = width * scale + padding, stepY = height * scale + padding;
  const gridWidth = Math.min(columns, count) * stepX - padding;
  const gridHeight = Math.ceil(count / columns) * stepY - padding;
  const pixels = new Uint8Array(gridWidth * gridHeight).fill(255);
  for (let image = 0; image < count; image++) {
    const left = (image % columns) * stepX, top = Math.floor(image / columns) * stepY;
    for (let y = 0; y < height * scale; y++) {
      const source = image * size + Math.floor(y / scale) * width;
      const target = (top + y) * gridWidth + left;
      for (let x = 0; x < width * scale; x++) {
        const value = images[source + Math.floor(x / scale)]!;
        pixels[target + x] = Math.round(255 * Math.min(1, Math.max(0, value)));
      }
    }
  }
  return { pixels, width: gridWidth, height: gridHeight };
}

/**
 * Encodes a grey image as a PNG file.
 *
 * @param image the pixels
 * @returns the file's bytes
 * @throws {RangeError} when the number of pixels is not width times height
 */
export function encodePng({ pixels, width, height }: GreyImage): Uint8Array {
  if (!(width > 0 && height > 0) || pixels.length !== width * height) {
    throw new RangeError(
      `Cannot encode a PNG: expected ${width}x${height} pixels, got ${pixels.length}`,
    );
  }
  return encode({ width, height, data: pixels, channels: 1, depth: 8 });
}

/**
 * Writes a PNG file's bytes as a data URI.
 *
 * @param png the file's bytes
 * @returns `data:image/png;base64,...`
 */
export function toDataUri(png: Uint8Array): string {
  return `data:image/png;base64,${png.toBase64()}`;
}

/**
 * Lays images out in a grid and gives it as a data URI, as the figures take it.
 *
 * @param images values in [0, 1], image after image
 * @param options the grid
 * @returns `data:image/png;base64,...`
 * @throws {RangeError} as {@linkcode tileImages} does
 *
 * @example A grid of four grey images
 * ```ts
 * import { imagesToDataUri } from "@gan-clinic/gan-clinic/data";
 * import { assert } from "@std/assert";
 *
 * const uri = imagesToDataUri(new Float32Array(4 * 784).fill(0.5));
 * assert(uri.startsWith("data:image/png;base64,"));
 * ```
 */
export function imagesToDataUri(
  images: Float32Array | readonly number[],
  options: TileOptions = {},
): string {
  return toDataUri(encodePng(tileImages(images, options)));
}
