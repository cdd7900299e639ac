/**
 * Files that are written whole or not at all, and models in tfjs's format.
 *
 * @module
 */
export { loadModel } from "./load_model.ts";
export { saveModel } from "./save_model.ts";
