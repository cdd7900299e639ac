/**
 * Trained models on the disk: single models in tfjs's standard format, whole GANs with recipe and model card.
 *
 * @module
 */
export { type FolderGan, loadGan, readGanInfo, saveGan, saveGanInfo } from "./gan_folder.ts";
export { loadModel } from "./load_model.ts";
export { type GanInfo, modelCard } from "./model_card.ts";
export { saveModel } from "./save_model.ts";
