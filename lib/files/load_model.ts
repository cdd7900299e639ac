/**
 * Loading a model, with every part of it checked.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { type ModelSource, modelSource } from "./model_source.ts";

interface ModelJson {
  modelTopology: tf.io.ModelJSON["modelTopology"];
  weightsManifest: tf.io.WeightsManifestConfig;
}

/**
 * Loads a model. Several can be loaded side by side.
 *
 * @param source a folder, a `model.json`, or a `file:`, `http:` or `https:` URL of either
 * @returns the model, whose weights can be trained on
 * @throws {Error} naming the file, what was expected and what was found: a missing file, JSON that is no layers
 * model, truncated weights, weights that do not fit the layers
 */
export async function loadModel(source: string | URL): Promise<tf.LayersModel> {
  const files = modelSource(source), place = files.place(files.json);
  const json = modelJson(await read(files, files.json), place);
  const specs = json.weightsManifest.flatMap(({ weights }) => weights);
  const paths = json.weightsManifest.flatMap(({ paths }) => paths);
  const shards = await Promise.all(paths.map((path) => read(files, path)));
  checkSize(shards, specs, paths.map(files.place).join(", "));
  const model = await build(json, place);
  try {
    checkShapes(model, specs, place);
    const weights = tf.io.decodeWeights(shards.map(({ buffer }) => buffer), specs);
    model.loadWeights(weights);
    tf.dispose(weights);
    return model;
  } catch (error) {
    model.dispose();
    throw error;
  }
}

const fail = (what: string, place: string, cause?: unknown): never => {
  throw new Error(`Cannot load a model: ${what}: ${place}`, { cause });
};

function read(files: ModelSource, name: string): Promise<Uint8Array<ArrayBuffer>> {
  return files.read(name).catch((error) => fail(error.message, files.place(name), error));
}

function modelJson(bytes: Uint8Array, place: string): ModelJson {
  let json: Partial<ModelJson> & { format?: unknown } | null = null;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    fail(`expected the JSON of a layers model, got other text`, place, error);
  }
  const { modelTopology, weightsManifest, format = "layers-model" } = json ?? {};
  if (format !== "layers-model") fail(`expected a layers-model, got a ${format}`, place);
  for (const [key, value] of Object.entries({ modelTopology, weightsManifest })) {
    if (typeof value !== "object") {
      fail(`expected the JSON of a layers model, got JSON without ${key}`, place);
    }
  }
  const groups: unknown = weightsManifest;
  if (!Array.isArray(groups) || !groups.every((g) => g && g.weights?.map && g.paths?.map)) {
    fail("expected weightsManifest to list groups of paths and weights, got another form", place);
  }
  return json as ModelJson;
}

const bytesPerValue: Record<string, number> = { bool: 1, uint8: 1, uint16: 2, float16: 2 };

function checkSize(shards: Uint8Array[], specs: tf.io.WeightsManifestEntry[], place: string) {
  const expected = specs.reduce(
    (sum, { shape, dtype, quantization }) =>
      sum + tf.util.sizeFromShape(shape) * (bytesPerValue[quantization?.dtype ?? dtype] ?? 4),
    0,
  );
  const found = shards.reduce((sum, { length }) => sum + length, 0);
  if (found !== expected) fail(`expected ${expected} bytes of weights, got ${found}`, place);
}

async function build(json: ModelJson, place: string): Promise<tf.LayersModel> {
  try {
    return await tf.models.modelFromJSON({ modelTopology: json.modelTopology } as never);
  } catch (error) {
    const [why] = (error as Error).message.split(/\.\s|\n/);
    return fail(`expected layers that tfjs can build, got "${why}"`, place, error);
  }
}

function checkShapes(model: tf.LayersModel, specs: tf.io.WeightsManifestEntry[], place: string) {
  const found = new Map(specs.map(({ name, shape }) => [name, `[${shape.join(", ")}]`]));
  for (const { originalName: name, shape } of model.weights) {
    const expected = `[${shape.join(", ")}]`;
    if (found.get(name) !== expected) {
      fail(`expected ${name} of shape ${expected}, got ${found.get(name) ?? "none"}`, place);
    }
    found.delete(name);
  }
  const [extra] = found.keys();
  if (extra !== undefined) fail(`expected weights of its layers alone, got ${extra}`, place);
}
