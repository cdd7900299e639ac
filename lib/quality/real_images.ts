/**
 * What a classifier sees in real images.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { scale } from "../data/scale.ts";
import { gather, type Images, pixels } from "../data/image_set.ts";
import { seedFor, shuffled } from "../data/random.ts";
import type { Classifier, Observation } from "./classifier.ts";

const remembered = new WeakMap<Classifier, WeakMap<Images, Map<number, Promise<Observation>>>>();

/**
 * What a classifier sees in some real images: always the same ones for a count, drawn from all over the set, since its parts
 * differ in how hard they are to read.
 *
 * A classifier looks only once in a process; what it saw is kept for as long as both classifier and images are in use.
 *
 * @param classifier who looks
 * @param images at what
 * @param count at how many of them
 * @returns features, pixels and digits, shared by all callers: not to be changed
 */
export function observeSome(
  classifier: Classifier,
  images: Images,
  count: number,
): Promise<Observation> {
  const ofClassifier = entry(remembered, classifier, () => new WeakMap());
  const ofImages = entry(ofClassifier, images, () => new Map());
  return entry(ofImages, count, async () => {
    try {
      const chosen = shuffled(images.count, seedFor(0, "real")).subarray(0, count);
      return await observeReal(classifier, images, chosen);
    } catch (error) {
      ofImages.delete(count);
      throw error;
    }
  });
}

/**
 * The share of images that a classifier reads as their labels say.
 *
 * @param classifier who reads
 * @param images labelled images
 * @returns the accuracy, 0 ... 1
 */
export async function accuracy(classifier: Classifier, images: Images): Promise<number> {
  const all = Uint32Array.from({ length: images.count }, (_, i) => i);
  const { classes } = await observeReal(classifier, images, all);
  return classes.filter((digit, i) => digit === images.labels[i]).length / images.count;
}

function observeReal(
  classifier: Classifier,
  images: Images,
  chosen: Uint32Array,
): Promise<Observation> {
  return classifier.observe(chosen.length, (first, size) => {
    const rows = gather(images, chosen.subarray(first, first + size));
    return tf.tensor2d(scale(rows, "unit"), [size, pixels]);
  });
}

/** What a map holds under a key, made when it is first asked for. */
function entry<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, value = make());
  return value;
}
