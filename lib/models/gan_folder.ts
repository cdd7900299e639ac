/**
 * A trained GAN as a folder: `generator/`, `discriminator/`, `recipe.json` and the model card `README.md`.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import * as v from "valibot";
import { createGan, type Gan } from "../gan/gan.ts";
import { History } from "../gan/history.ts";
import { type Recipe, recipeSchema } from "../gan/recipe.ts";
import { qualitySchema } from "../quality/report.ts";
import { modelSource } from "../files/model_source.ts";
import { parseJson } from "../files/parse_json.ts";
import { writeModels } from "../files/write_models.ts";
import { loadModel } from "../files/load_model.ts";
import { type GanInfo, modelCard } from "./model_card.ts";

const infoSchema: v.GenericSchema<unknown, GanInfo> = v.object({
  seed: v.number(),
  epochs: v.number(),
  backend: v.string(),
  command: v.exactOptional(v.string()),
  date: v.string(),
  recipe: recipeSchema,
  quality: v.exactOptional(v.object({ ...qualitySchema.entries, seed: v.number() })),
});

/** What a folder keeps of a GAN. */
export interface FolderGan {
  /** The recipe it was trained by. */
  readonly recipe: Readonly<Recipe>;
  /** What was trained to draw images. */
  readonly generator: tf.LayersModel;
  /**
   * What draws them, and is saved, when it is another: the average of the generator's weights.
   *
   * @default {generator}
   */
  readonly averaged?: tf.LayersModel;
  /** What judges real images. */
  readonly discriminator: tf.LayersModel;
}

/**
 * Saves a trained GAN with its recipe and its model card. Nothing is replaced before all of it is on the disk.
 *
 * @param dir the folder, made if need be
 * @param gan the GAN
 * @param info where it came from; the backend in use and today's date unless told otherwise
 * @returns the full information, as written
 * @throws {Error} when the folder cannot be written to
 *
 * @example Save, load, train on
 * ```ts
 * import { createGan, loadGan, recipes, saveGan } from "@gan-clinic/gan-clinic";
 * import { readGanInfo } from "@gan-clinic/gan-clinic/models";
 * import { assertEquals } from "@std/assert";
 *
 * const gan = createGan(recipes.oneDiscriminator, { seed: 1 }), dir = await Deno.makeTempDir();
 * await saveGan(dir, gan, { seed: 1, epochs: 4 });
 * const again = await loadGan(dir);
 * assertEquals(again.recipe, gan.recipe);
 * assertEquals((await readGanInfo(dir)).epochs, 4);
 * gan.dispose();
 * again.dispose();
 * await Deno.remove(dir, { recursive: true });
 * ```
 */
export async function saveGan(
  dir: string,
  gan: FolderGan,
  info: Pick<GanInfo, "seed" | "epochs"> & Partial<Omit<GanInfo, "recipe">>,
): Promise<GanInfo> {
  const date = new Date().toISOString().slice(0, 10);
  const whole = { backend: tf.getBackend(), date, ...info, recipe: gan.recipe };
  await writeModels(
    [
      [`${dir}/generator`, gan.averaged ?? gan.generator],
      [`${dir}/discriminator`, gan.discriminator],
    ],
    [
      [`${dir}/README.md`, modelCard(whole)],
      [`${dir}/recipe.json`, JSON.stringify(whole, null, 2) + "\n"],
    ],
  );
  return whole;
}

/**
 * Reads where a trained GAN came from.
 *
 * @param dir its folder, or the folder's URL
 * @returns what its `recipe.json` holds
 * @throws {Error} when there is no such file, or it is not what {@link saveGan} writes
 */
export async function readGanInfo(dir: string | URL): Promise<GanInfo> {
  return parseJson(infoSchema, ...await read(dir, "recipe.json", "a GAN's recipe"));
}

/**
 * Reads the losses of the run that made a trained GAN.
 *
 * @param dir its folder, or the folder's URL
 * @returns what its `history.json` holds
 * @throws {Error} when there is no such file, or it holds no recorded run
 */
export async function readGanHistory(dir: string | URL): Promise<History> {
  const [text, what, place] = await read(dir, "history.json", "a GAN's losses");
  return History.fromFile(parseJson(v.unknown(), text, what, place), place);
}

/** A file's bytes, what it is and where, as {@link parseJson} wants them. */
async function read(dir: string | URL, name: string, what: string) {
  const files = modelSource(dir), place = files.place(name);
  const bytes = await files.read(name).catch((cause) => {
    throw new Error(`Cannot read ${what}: ${cause.message}: ${place}`, { cause });
  });
  return [bytes, what, place] as const;
}

/**
 * Loads a trained GAN, ready to be trained on with fresh optimisers. The twin of a GAN with two discriminators is
 * made from its seed again, since nothing trains it.
 *
 * @param dir its folder, or the folder's URL
 * @returns the GAN
 * @throws {Error} when a part is missing or damaged, or the parts do not fit each other
 */
export async function loadGan(dir: string | URL): Promise<Gan> {
  const { recipe, seed } = await readGanInfo(dir);
  const { place } = modelSource(dir);
  const generator = await loadModel(place("generator"));
  let discriminator: tf.LayersModel | undefined;
  try {
    discriminator = await loadModel(place("discriminator"));
    checkSizes("input", generator.inputs, recipe.latentSize, place("generator"));
    const pixels = generator.outputs[0]!.shape.at(-1)!;
    checkSizes("input", discriminator.inputs, pixels, place("discriminator"));
    checkSizes("output", discriminator.outputs, 1, place("discriminator"));
  } catch (error) {
    generator.dispose();
    discriminator?.dispose();
    throw error;
  }
  return createGan(recipe, { seed, networks: { generator, discriminator } });
}

function checkSizes(
  what: "input" | "output",
  [tensor]: tf.SymbolicTensor[],
  size: number,
  place: string,
) {
  const found = tensor!.shape.slice(1);
  if (found.length === 1 && found[0] === size) return;
  throw new Error(
    `Cannot load a GAN: expected an ${what} of ${size} numbers, got [${
      found.join(", ")
    }]: ${place}`,
  );
}
