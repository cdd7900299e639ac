import * as tf from "@tensorflow/tfjs";
import { digest } from "./digest.ts";
import { type FileToWrite, writeTogether } from "./atomic_write.ts";

/**
 * Saves several models and the files that go with them, so that a full disk changes none of them.
 *
 * @param models folders and their models
 * @param others further files
 * @throws {Error} when a folder cannot be written to
 */
export async function writeModels(
  models: readonly (readonly [dir: string, model: tf.LayersModel])[],
  others: readonly FileToWrite[] = [],
): Promise<void> {
  const written = await Promise.all(models.map(([dir, model]) => modelFiles(model, dir)));
  try {
    for (const [dir] of models) await Deno.mkdir(dir, { recursive: true });
    await writeTogether([...written.flat(), ...others]);
  } catch (cause) {
    throw new Error(`Cannot save a model: ${(cause as Error).message}`, { cause });
  }
  const kept = new Set(written.flat().map(([path]) => path));
  for (const [dir] of models) await removeWeights(dir, kept);
}

async function modelFiles(model: tf.LayersModel, dir: string): Promise<FileToWrite[]> {
  const files: FileToWrite[] = [];
  await model.save(tf.io.withSaveHandler(async (artifacts) => {
    const { weightData, weightSpecs, modelTopology, format, generatedBy, convertedBy } = artifacts;
    const weights = new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData));
    const name = `weights.${(await digest(weights)).slice(0, 8)}.bin`;
    const weightsManifest = [{ paths: [name], weights: weightSpecs }];
    const json = { format, generatedBy, convertedBy, modelTopology, weightsManifest };
    files.push([`${dir}/${name}`, weights], [`${dir}/model.json`, JSON.stringify(json) + "\n"]);
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
  }));
  return files;
}

/** Removes the weights of earlier saves. */
async function removeWeights(dir: string, kept: ReadonlySet<string>): Promise<void> {
  for await (const { name } of Deno.readDir(dir)) {
    const path = `${dir}/${name}`;
    if (/^weights\.[0-9a-f]{8}\.bin$/.test(name) && !kept.has(path)) await Deno.remove(path);
  }
}
