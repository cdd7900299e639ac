import * as tf from "@tensorflow/tfjs";
import type { Source } from "../../lib/gan/mod.ts";
import { type Images, scale, seedFor, shuffled, uniform } from "../../lib/data/mod.ts";

/** Something that draws images in [0, 1]. */
function source(generate: Source["generate"]): Source {
  return { latentSize: 3, range: "unit", generate };
}

/** Knows real images by heart, from all over the set: the next ones at each call. */
export function byHeart(
  images: Images,
  wanted: (label: number) => boolean = () => true,
  change: (pixels: Float32Array, i: number) => Float32Array = (pixels) => pixels,
): Source {
  const indices = [...shuffled(images.count, 9)].filter((i) => wanted(images.labels[i]!));
  let at = 0;
  return source((latents) => {
    const first = at, chosen = indices.slice(at, at += latents.shape[0]);
    const rows = chosen.map((i, place) =>
      change(scale(images.pixels.slice(784 * i, 784 * (i + 1)), "unit"), first + place)
    );
    return tf.tensor2d(rows.flatMap((row) => [...row]), [rows.length, 784]);
  });
}

/** Real images with uniform noise on every pixel, as wide on both sides as `size`. */
export const noisy = (images: Images, size: number): Source =>
  byHeart(images, undefined, (pixels, i) => {
    const noise = uniform(784, seedFor(i, "noise"));
    return pixels.map((value, at) => Math.min(1, Math.max(0, value + size * noise[at]!)));
  });

/** One image for every latent. */
export const always = (pixels: Float32Array): Source =>
  source((latents) => tf.tile(tf.tensor2d(pixels, [1, 784]), [latents.shape[0], 1]));

/** A real image as numbers in [0, 1]. */
export const one = ({ pixels }: Images, i: number): Float32Array =>
  scale(pixels.slice(784 * i, 784 * (i + 1)), "unit");

/** Blots in the shape of the average digit: each pixel is white as often as it is in real images, whatever its neighbours. */
export function blots({ pixels, count }: Images): Source {
  const often = new Float32Array(784);
  for (let at = 0; at < pixels.length; at++) often[at % 784]! += pixels[at]! / 255 / count;
  return source((latents) => {
    const chance = noise.generate(latents).dataSync();
    const values = chance.map((value, at) => value < often[at % 784]! ? 1 : 0);
    return tf.tensor2d(values, [latents.shape[0], 784]);
  });
}

/** Every pixel by chance, other images for other latents. */
export const noise: Source = source((latents) => {
  const seed = Math.round(1e9 * Math.abs(latents.dataSync()[0]!)), count = latents.shape[0];
  return tf.tensor2d(uniform(count * 784, seed).map((value) => (value + 1) / 2), [count, 784]);
});
