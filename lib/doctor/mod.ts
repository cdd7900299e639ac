/**
 * The doctor: what is wrong with your GAN.
 *
 * @module
 */
export { diagnose, type DiagnoseOptions, type DiagnoseProgress } from "./diagnose.ts";
export { diagnoseHistory } from "./diagnose_history.ts";
export type { JudgedImages, Patient } from "./patient.ts";
export { type ModelsOptions, patientFromModels, patientOf } from "./patient_of.ts";
export {
  evidenceText,
  faultNames,
  faults,
  type Finding,
  type Level,
  levels,
  notJudged,
  type Report,
  summary,
  type Unjudged,
} from "./report.ts";
export { type ReportOptions, reportText } from "./report_text.ts";
export * from "./log/mod.ts";
export { type LossPair, type UsualLoss, usualLosses } from "./usual_losses.ts";
export * from "./instruments/mod.ts";
