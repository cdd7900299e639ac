/**
 * The quality of a generator in numbers, and in a line.
 *
 * @module
 */
import * as v from "valibot";
import type { ClassReport } from "./classes.ts";
import type { PrecisionRecall } from "./precision_recall.ts";

/**
 * The quality of a generator, as {@link measureQuality} measures it.
 *
 * The FID is in the features of the project's classifier: it compares only with FIDs of the same classifier and the same number
 * of samples, never with one from a paper. The classifier has seen digits and nothing else: where the FID is far above its
 * floor, noise too is taken for some digit, and may lie within the reach of a misshapen real one. So read precision
 * and classes only beside the FID.
 */
export interface QualityReport extends ClassReport, PrecisionRecall {
  /** The FID of the samples against the test images. */
  fid: number;
  /** The FID of as many training images against the test images: what a perfect generator would have. */
  floor: number;
  /** How many samples were drawn. */
  samples: number;
}

/** What a report in a file must hold. */
export const qualitySchema = v.object({
  fid: v.number(),
  floor: v.number(),
  classes: v.array(v.number()),
  covered: v.number(),
  entropy: v.number(),
  precision: v.number(),
  recall: v.number(),
  samples: v.number(),
});

/**
 * A report in one line. The FID never stands there without its floor.
 *
 * @param report what was measured
 * @returns the line
 *
 * @example
 * ```ts
 * import { describeQuality } from "@gan-clinic/gan-clinic/quality";
 * import { assertEquals } from "@std/assert";
 *
 * const classes = new Array(10).fill(0.1);
 * const entropy = Math.log(10), samples = 10_000;
 * const report = { fid: 99.44, floor: 3.31, classes, covered: 10, entropy, precision: 0.8, recall: 0.6, samples };
 * assertEquals(
 *   describeQuality(report),
 *   "FID 99.4 (floor 3.3), 10 of 10 classes (entropy 2.30 of 2.30), precision 0.80, recall 0.60; 10,000 samples",
 * );
 * ```
 */
export function describeQuality(report: QualityReport): string {
  const { fid, floor, classes, covered, entropy, precision, recall, samples } = report;
  return `FID ${fid.toFixed(1)} (floor ${floor.toFixed(1)}), ` +
    `${covered} of ${classes.length} classes ` +
    `(entropy ${entropy.toFixed(2)} of ${Math.log(classes.length).toFixed(2)}), ` +
    `precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}; ` +
    `${samples.toLocaleString("en-US")} samples`;
}
