/**
 * A small classifier of digits, in whose features images are compared.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { loadModel } from "../files/load_model.ts";
import { pixels } from "../data/image_set.ts";
import type { Features } from "./features.ts";
import { classCount, featureLayer } from "./classifier_network.ts";

/** What a classifier sees in images. */
export interface Observation {
  /** A row of features for each image. */
  features: Features;
  /** The images themselves: what they look like, whatever the classifier makes of them. */
  pixels: Features;
  /** A digit for each image. */
  classes: Uint8Array;
}

/** Images in a batch: little memory, and enough work for each call. */
const batchSize = 500;

const shipped = new URL("../../data/models/classifier/", import.meta.url);

/** A trained classifier, and the layer below its logits. */
export class Classifier {
  /** Images [n, 784] in [0, 1] -> features [n, 64] and logits [n, 10]. */
  readonly #eye: tf.LayersModel;
  readonly #size: number;

  /**
   * Wraps a classifier's network.
   *
   * @param network a trained classifier, see {@link buildClassifier}
   * @throws {TypeError} when the network is no classifier
   */
  constructor(network: tf.LayersModel) {
    const features = network.layers.find(({ name }) => name === featureLayer)?.output;
    const [input, output] = [network.inputs[0]!.shape.at(-1), network.outputs[0]!.shape.at(-1)];
    if (!features || input !== pixels || output !== classCount) {
      throw new TypeError(
        `Cannot classify images: expected a network from [n, ${pixels}] to [n, ${classCount}] with a ` +
          `layer called "${featureLayer}", got one from [n, ${input}] to [n, ${output}]` +
          (features ? "" : " without it"),
      );
    }
    this.#eye = tf.model({
      inputs: network.inputs,
      outputs: [features as tf.SymbolicTensor, ...network.outputs],
    });
    this.#size = this.#eye.outputs[0]!.shape.at(-1)!;
  }

  /**
   * Looks at images, a batch at a time.
   *
   * @param count how many images
   * @param draw gives some of them: `size` images from number `first` on, 784 numbers in [0, 1] each, in any shape
   * @returns features and digits
   * @throws {RangeError} when an image holds a number that is not finite
   *
   * @example The shipped generator draws all ten digits
   * ```ts
   * import { loadGenerator } from "@gan-clinic/gan-clinic";
   * import { loadClassifier } from "@gan-clinic/gan-clinic/quality";
   * import { assertEquals } from "@std/assert";
   *
   * const classifier = await loadClassifier(), drawn = (await loadGenerator()).sample({ count: 500 });
   * const { classes } = await classifier.observe(
   *   500,
   *   (first, size) => drawn.slice(first, size).reshape([size, 784]),
   * );
   * assertEquals(new Set(classes).size, 10);
   * classifier.dispose();
   * ```
   */
  async observe(
    count: number,
    draw: (first: number, size: number) => tf.Tensor,
  ): Promise<Observation> {
    const values = new Float32Array(count * this.#size), classes = new Uint8Array(count);
    const drawn = new Float32Array(count * pixels);
    for (let first = 0; first < count; first += batchSize) {
      const size = Math.min(batchSize, count - first);
      const seen = tf.tidy(() => {
        const images = draw(first, size).reshape([size, pixels]);
        const [features, logits] = this.#eye.apply(images) as [tf.Tensor, tf.Tensor];
        return [features, tf.argMax(logits, 1), tf.sum(images), images];
      });
      // Read asynchronously: WebGPU has no other way.
      const [rows, digits, sum, images] = await Promise.all(
        seen.map((tensor) => tensor.data()),
      );
      tf.dispose(seen);
      // On some backends ReLU turns NaN into a number, so the features would not show it.
      if (!Number.isFinite(sum![0])) {
        throw new RangeError(
          `Cannot classify images: expected finite numbers, got a sum of ${sum![0]}`,
        );
      }
      values.set(rows!, first * this.#size);
      classes.set(digits!, first);
      drawn.set(images!, first * pixels);
    }
    return {
      features: { count, size: this.#size, values },
      pixels: { count, size: pixels, values: drawn },
      classes,
    };
  }

  /** Frees the weights. */
  dispose(): void {
    this.#eye.dispose();
  }
}

/**
 * Loads a classifier, the shipped one unless told otherwise.
 *
 * @param from a folder or a URL with a trained classifier
 * @returns the classifier; its `dispose` frees the weights
 * @throws {Error} when it is missing, damaged, or no classifier of digits
 */
export async function loadClassifier(from: string | URL = shipped): Promise<Classifier> {
  let network: tf.LayersModel | undefined;
  try {
    return new Classifier(network = await loadModel(from));
  } catch (cause) {
    network?.dispose();
    const what = (cause as Error).message.replace(/^Cannot [^:]+: /, "");
    throw new Error(
      `Cannot load the classifier: ${what}`,
      {
        cause,
      },
    );
  }
}
