/**
 * The classifier two-sample test: can a fresh network learn to tell generated images from real ones?
 *
 * @module
 */
import { gather, type Images, pixels } from "../data/image_set.ts";
import { seedFor, shuffled } from "../data/random.ts";
import { fixedSampler, type Source } from "../gan/source.ts";
import { Classifier } from "./classifier.ts";
import { buildClassifier } from "./classifier_network.ts";
import { accuracy } from "./real_images.ts";
import { trainClassifier } from "./train_classifier.ts";

/** Options of {@link twoSampleTest}. */
export interface TwoSampleOptions {
  /** The seed of everything: the networks, which real images, the latents. */
  seed: number;
  /** Real images; those that a generator was trained on, if it shall not be told by what it cannot know. */
  real: Images;
  /**
   * How many images of each kind a network learns from; it is asked about half as many others.
   *
   * @default {10_000}
   */
  count?: number;
  /**
   * How often a network sees each of them.
   *
   * @default {3}
   */
  epochs?: number;
  /**
   * How many networks try, each on images of its own.
   *
   * @default {5}
   */
  networks?: number;
}

const fake = 0, authentic = 1;

/** Latents in a batch that is drawn. */
const batchSize = 500;

/**
 * Lets fresh networks learn to tell a generator's images from real ones, and asks them about images that they have not
 * seen (Lopez-Paz and Oquab 2017).
 *
 * Where the distance of {@link measureQuality} is near its floor this test still sees differences, since its network looks
 * for whatever gives the fakes away. A share of 0.5 means that it found nothing, 1 that it is never wrong. The network
 * is that of {@link buildClassifier}; another one, more images or more epochs give other shares, so a share compares
 * only with shares of the same options. Images are rounded to bytes, as real ones are.
 *
 * @param source who draws
 * @param options what the networks learn from, and how long
 * @returns for each network, the share of unseen images that it tells right, 0 ... 1
 * @throws {RangeError} when there are not enough real images, or `count` is less than 128
 *
 * @example Noise is told from digits by every network
 * ```ts
 * import { useBackend } from "@gan-clinic/gan-clinic";
 * import { twoSampleTest } from "@gan-clinic/gan-clinic/quality";
 * import * as tf from "@tensorflow/tfjs";
 * import { assert } from "@std/assert";
 *
 * await useBackend();
 * const black = { count: 600, pixels: new Uint8Array(600 * 784), labels: new Uint8Array(600) };
 * const noise = {
 *   latentSize: 784,
 *   range: "signed" as const,
 *   generate: (latents: tf.Tensor2D) => tf.clone(latents),
 * };
 * const options = { seed: 1, real: black, count: 400, epochs: 6, networks: 1 };
 * const [share] = await twoSampleTest(noise, options);
 * assert(share! > 0.9);
 * ```
 */
export async function twoSampleTest(
  source: Source,
  { seed, real, count = 10_000, epochs = 3, networks = 5 }: TwoSampleOptions,
): Promise<number[]> {
  const asked = Math.floor(count / 2);
  if (real.count < count + asked || count < 128) {
    throw new RangeError(
      `Cannot tell fakes from real images: expected from 128 to ${
        Math.floor(real.count / 1.5)
      } of ` +
        `${real.count} real ones to learn from, got ${count}`,
    );
  }
  const shares: number[] = [];
  for (let i = 0; i < networks; i++) {
    const own = seedFor(seed, "two samples", i);
    const chosen = shuffled(real.count, own).subarray(0, count + asked);
    const reals = gather(real, chosen), fakes = await draw(source, count + asked, own);
    const network = buildClassifier(own);
    for await (
      const _ of trainClassifier(network, mixed(fakes, reals, 0, count), { epochs, seed: own })
    );
    const classifier = new Classifier(network);
    shares.push(await accuracy(classifier, mixed(fakes, reals, count, count + asked)));
    classifier.dispose();
  }
  return shares;
}

/** Generated images as bytes. */
async function draw(source: Source, count: number, seed: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(count * pixels);
  for (let first = 0; first < count; first += batchSize) {
    const batch = {
      count: Math.min(batchSize, count - first),
      seed: seedFor(seed, "latents", first),
    };
    const values = await fixedSampler(source, batch)();
    bytes.set(values.map((value) => Math.round(255 * value)), first * pixels);
  }
  return bytes;
}

/** Some fakes and as many real images, labelled by which they are. */
function mixed(fakes: Uint8Array, reals: Uint8Array, first: number, end: number): Images {
  const half = (end - first) * pixels, bytes = new Uint8Array(2 * half);
  bytes.set(fakes.subarray(first * pixels, end * pixels));
  bytes.set(reals.subarray(first * pixels, end * pixels), half);
  const labels = new Uint8Array(2 * (end - first)).fill(fake).fill(authentic, end - first);
  return { count: labels.length, pixels: bytes, labels };
}
