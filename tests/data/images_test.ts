import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { decode } from "fast-png";
import { encodePng, imagesToDataUri, tileImages, toDataUri } from "../../lib/data/images.ts";

const small = { width: 2, height: 1, padding: 1 };

Deno.test("tileImages() places images row by row with white between them", () => {
  const grid = tileImages([0, 0.2, 0.4, 0.6, 0.8, 0], { ...small, columns: 2 });
  assertEquals([grid.width, grid.height], [5, 3]);
  assertEquals([...grid.pixels], [
    0,
    51,
    255,
    102,
    153,
    255,
    255,
    255,
    255,
    255,
    204,
    0,
    255,
    255,
    255,
  ]);
});

Deno.test("tileImages() clamps values and turns NaN into black", () => {
  assertEquals([...tileImages([-3, 7, NaN, 0.5], { ...small, columns: 1 }).pixels], [
    ...[0, 255],
    ...[255, 255],
    ...[0, 128],
  ]);
});

Deno.test("tileImages() makes a square grid of all images unless told", () => {
  const grid = tileImages(new Float32Array(5 * 784), { padding: 0 });
  assertEquals([grid.width, grid.height], [3 * 28, 2 * 28]);
});

Deno.test("tileImages() repeats each pixel scale times in both directions", () => {
  const grid = tileImages([0, 1], { ...small, scale: 2 });
  assertEquals([...grid.pixels], [0, 0, 255, 255, 0, 0, 255, 255]);
});

Deno.test("tileImages() refuses what is no grid", () => {
  assertThrows(
    () => tileImages([0, 0, 0], { ...small, count: 2 }),
    RangeError,
    "Cannot tile images: 2 images of 2x1 need 4 values, got 3",
  );
  for (
    const options of [{ columns: 0 }, { width: 1.5 }, { padding: -1 }, { scale: 0 }, { count: 0 }]
  ) {
    assertThrows(() => tileImages([0, 0], { ...small, ...options }), RangeError, "whole number");
  }
});

Deno.test("encodePng() writes a file that holds the same pixels", () => {
  const image = { pixels: new Uint8Array([0, 60, 120, 180, 240, 255]), width: 3, height: 2 };
  const read = decode(encodePng(image));
  assertEquals([read.width, read.height, read.channels, read.depth], [3, 2, 1, 8]);
  assertEquals([...read.data], [...image.pixels]);
});

Deno.test("encodePng() refuses pixels that do not fill the image", () => {
  assertThrows(
    () => encodePng({ pixels: new Uint8Array(5), width: 3, height: 2 }),
    RangeError,
    "expected 3x2 pixels, got 5",
  );
});

Deno.test("toDataUri() keeps every byte", async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
  const read = await (await fetch(toDataUri(bytes))).bytes();
  assertEquals([...read], [...bytes]);
});

Deno.test("imagesToDataUri() is tileImages(), encodePng() and toDataUri() in a row", async () => {
  const values = Float32Array.from({ length: 4 * 784 }, (_, i) => (i % 784) / 783);
  const png = await (await fetch(imagesToDataUri(values))).bytes();
  const read = decode(png);
  assertEquals([read.width, read.height], [57, 57]);
  assertAlmostEquals(read.data[56]!, Math.round(255 * 27 / 783));
});
