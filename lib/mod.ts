/**
 * GAN Clinic: build, train and record a GAN, load and draw from a model, find out what is wrong with one.
 *
 * The rest is in the package's other entries, one a room: `backend`, `data`, `doctor`, `figures`, `gan`, `models`,
 * `notebook`, `quality`, `trends`.
 *
 * @module
 */
export {
  type BackendName,
  type ChosenBackend,
  useBackend,
  type UseBackendOptions,
} from "./backend/mod.ts";
export { Batches, type Images, loadImages, seedFor, uniform } from "./data/mod.ts";
export {
  diagnose,
  type DiagnoseOptions,
  type Finding,
  type Patient,
  patientFromModels,
  patientOf,
  type Report,
  reportText,
} from "./doctor/mod.ts";
export {
  type BatchSource,
  createGan,
  createRun,
  fixedSampler,
  type Gan,
  type GanOptions,
  History,
  loadCheckpoint,
  losses,
  type Metrics,
  type Recipe,
  recipes,
  Run,
  saveCheckpoint,
  type StepEvent,
  train,
  type Trainable,
  type TrainOptions,
} from "./gan/mod.ts";
export { type Generator, loadGan, loadGenerator, saveGan } from "./models/mod.ts";
