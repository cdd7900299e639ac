/**
 * Images and randomness: what a GAN is trained on.
 *
 * @module
 */
export * from "./batches.ts";
export * from "./idx.ts";
export { type Images, loadImages, pixels } from "./image_set.ts";
export * from "./images.ts";
export * from "./random.ts";
export * from "./scale.ts";
