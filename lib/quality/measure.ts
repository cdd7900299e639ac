/**
 * Measuring a generator.
 *
 * @module
 */
import type { Images } from "../data/image_set.ts";
import { seedFor, uniform } from "../data/random.ts";
import { drawUnit, type Source } from "../gan/source.ts";
import { countClasses } from "./classes.ts";
import { featureDistance } from "./distance.ts";
import type { Classifier, Observation } from "./classifier.ts";
import { type CloseImages, closeImages, shares } from "./precision_recall.ts";
import { observeSome } from "./real_images.ts";
import type { MeasuredDistance, QualityReport } from "./report.ts";

/** Options of {@link measureQuality}. */
export interface MeasureOptions {
  /** The seed of the latents. */
  seed: number;
  /** Who looks at the images, see {@link loadClassifier}. */
  classifier: Classifier;
  /** Real images: the test images to compare with, the training images for the floor. */
  real: { readonly train: Images; readonly test: Images };
  /**
   * How many images to draw.
   *
   * @default {10_000}
   */
  count?: number;
}

/**
 * Measures a generator: the Fréchet distance beside its floor, digits covered, precision and recall.
 *
 * The distance is taken against all test images, and so is the floor, from as many training images as samples were
 * drawn. Precision and recall (k = 3) compare with as many test images, or with all if there are fewer: here an image is
 * close to the others when it is near one of them both in the classifier's features and pixel by pixel (see
 * {@link closeImages}). The numbers repeat
 * bit for bit on the same backend. No tensor is left behind.
 *
 * @param source who draws
 * @param options what it is measured by
 * @returns the report
 * @throws {RangeError} when `count` is not a whole number from 100 to the number of training images, or an image
 *   holds a number that is not finite
 *
 * @example An untrained generator, in a few samples
 * ```ts
 * import { createGan, loadGenerator, recipes, useBackend } from "@gan-clinic/gan-clinic";
 * import { loadClassifier, measureQuality } from "@gan-clinic/gan-clinic/quality";
 * import { assert } from "@std/assert";
 *
 * await useBackend();
 * const gan = createGan(recipes.asAsked, { seed: 1 }), classifier = await loadClassifier();
 * const digits = (await loadGenerator()).sample({ count: 400 }).mul(255).dataSync();
 * const images = { count: 400, pixels: Uint8Array.from(digits), labels: new Uint8Array(400) };
 * const { distance, floor } = await measureQuality(gan, {
 *   count: 200,
 *   seed: 7,
 *   classifier,
 *   real: { train: images, test: images }, // your own
 * });
 * assert(distance > 2 * floor);
 * classifier.dispose();
 * gan.dispose();
 * ```
 */
export async function measureQuality(
  source: Source,
  options: MeasureOptions,
): Promise<QualityReport> {
  const { classifier, real } = options, drawn = await observeDrawn(source, options);
  const { count } = drawn.features;
  const alike = await observeSome(classifier, real.test, Math.min(count, real.test.count));
  const close = await closeToReal(alike, drawn);
  return {
    ...await distanceOf(drawn, options),
    ...countClasses(drawn.classes, close.generated),
    ...shares(close),
  };
}

/**
 * Measures a generator by its distance alone, which takes a fraction of the time.
 *
 * @param source who draws
 * @param options what it is measured by
 * @returns the distance as {@link measureQuality} measures it, with its floor
 * @throws {RangeError} as {@link measureQuality} does
 */
export async function measureDistance(
  source: Source,
  options: MeasureOptions,
): Promise<MeasuredDistance> {
  return await distanceOf(await observeDrawn(source, options), options);
}

/** Which images are close to each other, to the classifier and pixel by pixel at once. */
export function closeToReal(real: Observation, drawn: Observation): Promise<CloseImages> {
  const kinds = ({ features, pixels }: Observation) => [features, pixels];
  return closeImages(kinds(real), kinds(drawn));
}

async function observeDrawn(
  source: Source,
  { seed, classifier, real, count = 10_000 }: MeasureOptions,
): Promise<Observation> {
  if (!Number.isInteger(count) || count < 100 || count > real.train.count) {
    throw new RangeError(
      `Cannot measure quality: expected a whole number of samples from 100 to ${real.train.count}, got ${count}`,
    );
  }
  const { latentSize } = source, latents = uniform(count * latentSize, seedFor(seed, "quality"));
  return await classifier.observe(
    count,
    (first, size) =>
      drawUnit(source, latents.subarray(first * latentSize, (first + size) * latentSize)),
  );
}

async function distanceOf(
  { features }: Observation,
  { classifier, real }: MeasureOptions,
): Promise<MeasuredDistance> {
  const test = await observeSome(classifier, real.test, real.test.count);
  const train = await observeSome(classifier, real.train, features.count);
  return {
    distance: featureDistance(features, test.features),
    floor: featureDistance(train.features, test.features),
    samples: features.count,
  };
}
