/**
 * Quality as a number: FID with its floor, digits covered, precision and recall.
 *
 * @module
 */
export { type ClassReport, countClasses } from "./classes.ts";
export type { Features } from "./features.ts";
export { fid, frechetDistance } from "./fid.ts";
export { type Gaussian, gaussianOf } from "./gaussian.ts";
export { Classifier, loadClassifier, type Observation } from "./classifier.ts";
export { buildClassifier } from "./classifier_network.ts";
export { type MeasureOptions, measureQuality } from "./measure.ts";
export {
  type PrecisionRecall,
  precisionRecall,
  type PrecisionRecallOptions,
} from "./precision_recall.ts";
export { accuracy, realFeatures } from "./real_images.ts";
export { describeQuality, type QualityReport } from "./report.ts";
export {
  type ClassifierStep,
  trainClassifier,
  type TrainClassifierOptions,
} from "./train_classifier.ts";
