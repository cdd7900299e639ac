/**
 * Saving a model.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import { writeModels } from "./write_models.ts";

/**
 * Saves a model as `model.json` and `weights.<checksum>.bin`, for `loadModel` here and for tfjs's own
 * `tf.loadLayersModel` anywhere.
 *
 * New weights get a new name, and `model.json`, which names them, is replaced in one move: whoever reads finds
 * the old model or the new one, also when the program dies between.
 *
 * @param model the model
 * @param dir the folder, made if need be
 * @throws {Error} when the folder cannot be written to; a model that was there is then still whole
 *
 * @example A model comes back with its weights
 * ```ts
 * import { createGan, recipes } from "@gan-clinic/gan-clinic";
 * import { loadModel, saveModel } from "@gan-clinic/gan-clinic/models";
 * import { assertEquals } from "@std/assert";
 *
 * const gan = createGan(recipes.asAsked, { seed: 1 }), dir = await Deno.makeTempDir();
 * await saveModel(gan.generator, dir);
 * const generator = await loadModel(dir);
 * assertEquals(generator.getWeights()[0]?.dataSync(), gan.generator.getWeights()[0]?.dataSync());
 * generator.dispose();
 * gan.dispose();
 * await Deno.remove(dir, { recursive: true });
 * ```
 */
export async function saveModel(model: tf.LayersModel, dir: string): Promise<void> {
  await writeModels([[dir, model]]);
}
