/**
 * Quality as a number: the Fréchet distance with its floor, digits covered, precision and recall.
 *
 * @module
 */
export { type ClassReport, countClasses } from "./classes.ts";
export type { Features } from "./features.ts";
export { featureDistance, frechetDistance } from "./distance.ts";
export { type Gaussian, gaussianOf } from "./gaussian.ts";
export { type Copying, type CopyingOptions, measureCopying } from "./copying.ts";
export { Classifier, loadClassifier, type Observation } from "./classifier.ts";
export { buildClassifier } from "./classifier_network.ts";
export { measureDistance, type MeasureOptions, measureQuality } from "./measure.ts";
export {
  type CloseImages,
  closeImages,
  type PrecisionRecall,
  precisionRecall,
  type PrecisionRecallOptions,
  shares,
} from "./precision_recall.ts";
export { accuracy, observeSome } from "./real_images.ts";
export { type TwoSampleOptions, twoSampleTest } from "./two_sample.ts";
export { describeQuality, type MeasuredDistance, type QualityReport } from "./report.ts";
export {
  type ClassifierStep,
  trainClassifier,
  type TrainClassifierOptions,
} from "./train_classifier.ts";
