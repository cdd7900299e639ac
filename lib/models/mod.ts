/**
 * Trained models on the disk: single models in tfjs's standard format, whole GANs with recipe and model card.
 *
 * @module
 */
export { type FolderGan, loadGan, readGanHistory, readGanInfo, saveGan } from "./gan_folder.ts";
export { Generator, type Latent, loadGenerator, type SampleOptions } from "./generator.ts";
export { loadModel } from "../files/load_model.ts";
export { type GanInfo, modelCard } from "./model_card.ts";
export { saveModel } from "../files/save_model.ts";
