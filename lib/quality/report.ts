/**
 * The quality of a generator in numbers, and in a line.
 *
 * @module
 */
import * as v from "valibot";
import type { ClassReport } from "./classes.ts";
import type { PrecisionRecall } from "./precision_recall.ts";

/** The Fréchet distance of a generator's samples, with what it is to be compared with. */
export interface MeasuredDistance {
  /** The Fréchet distance of the samples from the test images. */
  distance: number;
  /** The distance of as many training images from the test images: what a perfect generator would have. */
  floor: number;
  /** How many samples were drawn. */
  samples: number;
}

/**
 * The quality of a generator, as {@link measureQuality} measures it.
 *
 * The distance is in the features of the project's classifier: it compares only with distances of the same classifier
 * and the same number of samples, never with an FID from a paper.
 */
export interface QualityReport extends MeasuredDistance, ClassReport, PrecisionRecall {}

/** What a distance in a file must hold. */
export const distanceSchema = v.object({
  distance: v.number(),
  floor: v.number(),
  samples: v.number(),
});

/** What a report in a file must hold. */
export const qualitySchema = v.object({
  ...distanceSchema.entries,
  classes: v.array(v.number()),
  covered: v.number(),
  precision: v.number(),
  recall: v.number(),
});

/**
 * A report in one line. The distance never stands there without its floor.
 *
 * @param report what was measured
 * @returns the line
 *
 * @example
 * ```ts
 * import { describeQuality } from "@gan-clinic/gan-clinic/quality";
 * import { assertEquals } from "@std/assert";
 *
 * const classes = new Array(10).fill(0.08), samples = 10_000;
 * const report = { distance: 99.44, floor: 3.31, classes, covered: 10, precision: 0.8, recall: 0.6, samples };
 * assertEquals(
 *   describeQuality(report),
 *   "Fréchet distance 99.4 (floor 3.3), 10 of 10 digits, precision 0.80, recall 0.60; 10,000 samples",
 * );
 * ```
 */
export function describeQuality(report: QualityReport): string {
  const { distance, floor, classes, covered, precision, recall, samples } = report;
  return `Fréchet distance ${distance.toFixed(1)} (floor ${floor.toFixed(1)}), ` +
    `${covered} of ${classes.length} digits, ` +
    `precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}; ` +
    `${samples.toLocaleString("en-US")} samples`;
}
