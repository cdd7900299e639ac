/**
 * A trained generator, ready to draw.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import * as v from "valibot";
import { useBackend } from "../backend/mod.ts";
import { pixels } from "../data/image_set.ts";
import { modelSource } from "../files/model_source.ts";
import { parseJson } from "../files/parse_json.ts";
import { loadModel } from "../files/load_model.ts";
import { seedFor, uniform } from "../data/random.ts";
import type { Recipe } from "../gan/recipe.ts";
import { drawUnit, type Source } from "../gan/source.ts";

/** What is drawn, and how often. */
export interface SampleOptions {
  /**
   * How many images.
   *
   * @default {64}
   */
  count?: number;
  /**
   * The seed of the latents.
   *
   * @default {7}
   */
  seed?: number;
}

/** A latent: its numbers in [-1, 1], or a seed that stands for the first latent drawn from it. */
export type Latent = ArrayLike<number> | number;

/** Draws images from latents. Its tensors are the caller's to dispose. */
export class Generator implements Source {
  /** latents [n, latentSize] -> images of 784 numbers in {@link range}. */
  readonly model: tf.LayersModel;
  /** Numbers in a latent. */
  readonly latentSize: number;
  /** What the model puts out: `unit` is [0, 1], `signed` [-1, 1]. */
  readonly range: Recipe["range"];

  /** @ignore use {@link loadGenerator} */
  constructor(model: tf.LayersModel, { latentSize, range }: Pick<Recipe, "latentSize" | "range">) {
    this.model = model;
    this.latentSize = latentSize;
    this.range = range;
  }

  /**
   * The latents that {@link sample} draws from: the same everywhere for the same seed, and the first ones of a larger
   * count.
   *
   * @param options how many, from which seed
   * @returns `count` x latentSize numbers, uniform in [-1, 1)
   * @throws {RangeError} when the count is not a positive whole number, or the seed is not a whole number
   */
  latents({ count = 64, seed = 7 }: SampleOptions = {}): Float32Array {
    checkWhole("count", count, 1);
    checkWhole("seed", seed, 0);
    return uniform(count * this.latentSize, seedFor(seed, "samples"));
  }

  /**
   * Draws the images of some latents.
   *
   * @param latents n x latentSize numbers
   * @returns images in [0, 1], [n, 28, 28]
   * @throws {RangeError} when the numbers do not make whole latents
   */
  draw(latents: Float32Array): tf.Tensor3D {
    const count = latents.length / this.latentSize;
    if (!Number.isInteger(count) || count === 0) {
      throw new RangeError(
        `Cannot draw: expected latents of ${this.latentSize} numbers each, got ${latents.length} numbers`,
      );
    }
    return tf.tidy(() => {
      const images = drawUnit(this, latents).reshape<tf.Tensor3D>([count, 28, 28]);
      // Not every generator ends in an activation that keeps to its range.
      return tf.clipByValue(images, 0, 1);
    });
  }

  /**
   * Applies the model.
   *
   * @param latents [n, latentSize]
   * @returns images in {@link range}, as the model shapes them
   */
  generate(latents: tf.Tensor2D): tf.Tensor {
    return this.model.predict(latents, { batchSize: 500 }) as tf.Tensor;
  }

  /**
   * Draws images from seeded latents. The same seed gives the same images on one backend; others differ in the last
   * digits.
   *
   * @param options how many, from which seed
   * @returns images in [0, 1], [count, 28, 28]
   * @throws {RangeError} when the count is not a positive whole number, or the seed is not a whole number
   */
  sample(options: SampleOptions = {}): tf.Tensor3D {
    return this.draw(this.latents(options));
  }

  /**
   * Walks from one latent to another. The way is straight: it stays inside the cube that the latents were drawn from
   * in training.
   *
   * @param from where it begins
   * @param to where it ends
   * @param steps how many images, both ends among them
   * @returns images in [0, 1], [steps, 28, 28]
   * @throws {RangeError} when there are fewer than 2 steps, or a latent has another size
   */
  interpolate(from: Latent, to: Latent, steps: number): tf.Tensor3D {
    checkWhole("steps", steps, 2);
    const [start, end] = [this.#latent(from), this.#latent(to)], size = this.latentSize;
    const way = new Float32Array(steps * size);
    for (let step = 0; step < steps; step++) {
      const share = step / (steps - 1);
      for (let i = 0; i < size; i++) {
        way[step * size + i] = (1 - share) * start[i]! + share * end[i]!;
      }
    }
    return this.draw(way);
  }

  #latent(latent: Latent): ArrayLike<number> {
    if (typeof latent === "number") return this.latents({ count: 1, seed: latent });
    if (latent.length === this.latentSize) return latent;
    throw new RangeError(
      `Cannot interpolate: expected latents of ${this.latentSize} numbers, got ${latent.length}`,
    );
  }

  /** Frees the weights. */
  dispose(): void {
    this.model.dispose();
  }
}

function checkWhole(name: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new RangeError(
    `Cannot draw: ${name} must be a whole number of at least ${least}, got ${value}`,
  );
}

/** The repaired GAN, beside this module wherever that was loaded from. */
const shipped = new URL("../../data/models/fixed/", import.meta.url);

/**
 * Loads a generator: the repaired one that is shipped, or any other of its form.
 *
 * The source may be a GAN's folder as `saveGan()` writes it (`recipe.json` says latent size and range), or a layers
 * model alone: then its input says the latent size, and its last activation the range (sigmoid: [0, 1], tanh:
 * [-1, 1]). Under Deno, if no backend runs yet, tfjs's WebAssembly backend is started: for drawing it is as good as any
 * and starts at once.
 *
 * @param source a folder, a `model.json`, or a `file:`, `http:` or `https:` URL of either; the shipped GAN by default
 * @returns the generator
 * @throws {Error} naming the file, when one is missing or damaged, or the model is no generator of 28 x 28 images
 *
 * @example Draw four digits
 * ```ts
 * import { loadGenerator } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * const generator = await loadGenerator();
 * const images = generator.sample({ count: 4, seed: 7 });
 * assertEquals(images.shape, [4, 28, 28]);
 * images.dispose();
 * generator.dispose();
 * ```
 */
export async function loadGenerator(source: string | URL = shipped): Promise<Generator> {
  if (globalThis.Deno && !tf.getBackend()) await useBackend({ prefer: "wasm" });
  const gan = await readForm(source);
  const place = gan ? modelSource(source).place("generator") : modelSource(source).place("");
  const model = await loadModel(gan ? place : source);
  try {
    return new Generator(model, checkForm(model, gan, place));
  } catch (error) {
    model.dispose();
    throw error;
  }
}

type Form = Pick<Recipe, "latentSize" | "range">;

const formSchema = v.object({
  recipe: v.object({
    latentSize: v.pipe(v.number(), v.integer(), v.minValue(1)),
    range: v.picklist(["unit", "signed"]),
  }),
});

/** What a GAN's folder says about its generator; nothing for a model alone. */
async function readForm(source: string | URL): Promise<Form | undefined> {
  const files = modelSource(source);
  if (String(source).endsWith(".json")) return undefined;
  let found: Uint8Array;
  try {
    found = await files.read("recipe.json");
  } catch (error) {
    if (await files.read("model.json").then(() => true, () => false)) return undefined;
    const why = (error as Error).message;
    return fail(`expected recipe.json or model.json, got neither (${why})`, files.place(""));
  }
  return parseJson(formSchema, found, "a generator's recipe", files.place("recipe.json")).recipe;
}

/** Checks that a model draws 28 x 28 images, as its recipe says. */
function checkForm(model: tf.LayersModel, gan: Form | undefined, place: string): Form {
  const [input, ...others] = model.inputs[0]!.shape.slice(1);
  const output = model.outputs[0]!.shape.slice(1) as number[];
  if (input === undefined || input === null || others.length > 0) {
    fail(`expected a generator, latents in, got an input of [${[input, ...others]}]`, place);
  }
  if (tf.util.sizeFromShape(output) !== pixels) {
    fail(`expected a generator, 28 x 28 images out, got an output of [${output}]`, place);
  }
  if (gan && gan.latentSize !== input) {
    fail(`expected latents of ${gan.latentSize} numbers as in recipe.json, got ${input}`, place);
  }
  return gan ?? { latentSize: input, range: rangeOf(model, place) };
}

/** The range of a model's images, by its last activation. */
function rangeOf(model: tf.LayersModel, place: string): Recipe["range"] {
  const last = model.layers.findLast((layer) =>
    !["Reshape", "Flatten"].includes(layer.getClassName())
  );
  const { activation } = last!.getConfig();
  if (activation === "sigmoid") return "unit";
  if (activation === "tanh") return "signed";
  return fail(`expected a generator that ends in a sigmoid or a tanh, got ${activation}`, place);
}

function fail(what: string, place: string): never {
  throw new Error(`Cannot load a generator: ${what}: ${place.replace(/\/$/, "")}`);
}
