import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import { createGan } from "../../lib/gan/mod.ts";
import { asAsked } from "../../lib/gan/recipes.ts";
import { saveModel } from "../../lib/models/mod.ts";
import {
  accuracy,
  buildClassifier,
  Classifier,
  loadClassifier,
  observeSome,
  trainClassifier,
} from "../../lib/quality/mod.ts";
import { mnist } from "../_helpers.ts";

const shipped = new URL("../../data/models/classifier/", import.meta.url);

Deno.test("loadClassifier() loads a classifier that reads 98.5 % of the test images, in less than 1 MB", async () => {
  const before = tf.memory().numTensors, classifier = await loadClassifier();
  assert(await accuracy(classifier, (await mnist()).test) >= 0.985);
  classifier.dispose();
  assertEquals(tf.memory().numTensors, before);
  let bytes = 0;
  for (const { name } of Deno.readDirSync(shipped)) {
    bytes += Deno.statSync(new URL(name, shipped)).size;
  }
  assert(bytes < 1e6);
});

Deno.test("loadClassifier() says what is wrong with a classifier, and where", async () => {
  const dir = await Deno.makeTempDir(), before = tf.memory().numTensors;
  const refuses = (text: string) => assertRejects(() => loadClassifier(dir), Error, text);
  try {
    const { message } = await refuses("Cannot load the classifier: no such file");
    assert(message.endsWith("model.json"), message);

    const gan = createGan(asAsked, { seed: 1 });
    await saveModel(gan.generator, dir);
    gan.dispose();
    await refuses("Cannot load the classifier: expected a network from [n, 784] to [n, 10]");

    for (const { name } of Deno.readDirSync(shipped)) {
      await Deno.copyFile(new URL(name, shipped), `${dir}/${name}`);
    }
    (await loadClassifier(dir)).dispose();
    const weights = [...Deno.readDirSync(shipped)].find(({ name }) => name.endsWith(".bin"))!.name;
    await Deno.truncate(`${dir}/${weights}`, 1000);
    await refuses("expected 457256 bytes of weights, got 1000");
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("Classifier refuses a network without features", () => {
  const network = tf.sequential({ layers: [tf.layers.dense({ inputShape: [784], units: 10 })] });
  assertThrows(() => new Classifier(network), TypeError, 'a layer called "features"');
  network.dispose();
});

Deno.test("Classifier.observe() sees each image as it sees it alone, in either shape", async () => {
  const classifier = new Classifier(buildClassifier(1)), count = 510;
  const images = tf.randomUniform([count, 28, 28], 0, 1, "float32", 1);
  const before = tf.memory().numTensors;
  const all = await classifier.observe(count, (first, size) => images.slice(first, size));
  const flat = await classifier.observe(
    count,
    (first, size) => images.reshape([count, 784]).slice(first, size),
  );
  assertEquals(flat, all);
  assertEquals(tf.memory().numTensors, before);
  const last = await classifier.observe(1, () => images.slice(count - 1, 1));
  assertEquals(last.classes[0], all.classes[count - 1]);
  assertEquals(all.features.count * all.features.size, all.features.values.length);
  last.features.values.forEach((value, i) =>
    assert(Math.abs(value - all.features.values[(count - 1) * 64 + i]!) < 1e-4)
  );
  classifier.dispose();
  images.dispose();
});

Deno.test("observeSome() looks once, and at other images for another count", async () => {
  const classifier = new Classifier(buildClassifier(1)), { test } = await mnist();
  const twenty = observeSome(classifier, test, 20);
  assert(observeSome(classifier, test, 20) === twenty);
  const { features: { values } } = await observeSome(classifier, test, 30);
  // The first 20 of 30 are those of 20, up to the rounding of another batch size.
  (await twenty).features.values.forEach((value, i) => assert(Math.abs(value - values[i]!) < 1e-4));
  classifier.dispose();
});

Deno.test("trainClassifier() repeats bit for bit, learns, and leaves no tensor behind", async () => {
  const { validation } = await mnist(), before = tf.memory().numTensors;
  const run = async () => {
    const network = buildClassifier(3), losses: number[] = [];
    const options = { epochs: 12 / 39, seed: 3 };
    for await (const { loss } of trainClassifier(network, validation, options)) losses.push(loss);
    network.dispose();
    return losses;
  };
  const losses = await run();
  assertEquals(losses.length, 12);
  assert(losses.at(-1)! < losses[0]! / 2, `${losses}`);
  assertEquals(await run(), losses);
  assertEquals(tf.memory().numTensors, before);
});

Deno.test("trainClassifier() refuses no epochs and too few images", async () => {
  const network = buildClassifier(1), { test } = await mnist();
  const first = (images: typeof test, epochs: number) =>
    trainClassifier(network, images, { epochs, seed: 1 }).next();
  await assertRejects(() => first(test, 0), RangeError, "positive number of epochs, got 0");
  await assertRejects(() => first({ ...test, count: 5 }, 1), RangeError, "at least 128 images");
  network.dispose();
});

Deno.test("buildClassifier() has the 114,314 weights that its card says", () => {
  const network = buildClassifier(1);
  // By hand: 5 * 5 * 1 * 16 + 16, 5 * 5 * 16 * 32 + 32, 7 * 7 * 32 * 64 + 64, 64 * 10 + 10.
  assertEquals(network.countParams(), 416 + 12_832 + 100_416 + 650);
  network.dispose();
});
