/**
 * The classifier's model card.
 *
 * @module
 */
import type { Mnist } from "../../course/mnist.ts";
import { featureDistance } from "../../quality/distance.ts";
import type { Classifier } from "../../quality/classifier.ts";
import { closeToReal } from "../../quality/measure.ts";
import { shares } from "../../quality/precision_recall.ts";
import { observeSome } from "../../quality/real_images.ts";

/** What the card tells beside what it measures. */
export interface ClassifierCardOptions extends Pick<Mnist, "train" | "test"> {
  /** The share of images read as they were meant. */
  accuracies: { validation: number; test: number };
  /** How long the classifier was trained. */
  epochs: number;
  /** From which seed. */
  seed: number;
  /** On which backend. */
  backend: string;
}

/**
 * Measures real images by a classifier and writes its model card.
 *
 * @param classifier the trained classifier
 * @param options how it was trained
 * @returns Markdown
 */
export async function classifierCard(
  classifier: Classifier,
  options: ClassifierCardOptions,
): Promise<string> {
  const { train, test, accuracies, epochs, seed, backend } = options;
  const all = await observeSome(classifier, test, test.count), rows: string[] = [];
  for (const count of [1_000, 10_000]) {
    const [drawn, real] = [
      await observeSome(classifier, train, count),
      await observeSome(classifier, test, count),
    ];
    const { precision, recall } = shares(await closeToReal(real, drawn));
    const cells = [featureDistance(drawn.features, all.features), precision, recall].map((number) =>
      number.toFixed(2)
    );
    rows.push(`| ${[count.toLocaleString("en-US"), ...cells].join(" | ")} |`);
  }
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  return `# The classifier

A small classifier of handwritten digits. It looks at what the course's generators draw: its 64 features are the space
in which the Fréchet distance is measured, and precision and recall are (there and pixel by pixel); its
predictions tell which digits are drawn.

| | |
|---|---|
| Input | images [n, 784], white on black, in [0, 1] |
| Output | one logit for each digit, [n, 10]; the layer \`features\` below it gives [n, 64] |
| Network | convolution 5x5x16, stride 2; convolution 5x5x32, stride 2; dense 64; dense 10; ReLU between |
| Weights | 114,314 numbers of 4 bytes, 457 kB |
| Trained on | the 55,000 training images of \`data/mnist\`, each moved by up to a pixel, ${epochs} epochs, Adam, learning rate 0.002 falling to 0 along a cosine, batch 128 |
| Accuracy | **${percent(accuracies.test)}** of the 10,000 test images, ${
    percent(accuracies.validation)
  } of the 5,000 validation images |
| Seed, backend, date | ${seed}, ${backend}, ${new Date().toISOString().slice(0, 10)} |
| Format | tfjs LayersModel: \`model.json\` and the weights that it names |
| Licence | MIT, as the project; MNIST is CC BY-SA 3.0 |

**A distance in these features compares only with another one in these features.** It is no FID: that is taken in the
features of an Inception network that was trained on photographs. Another classifier of digits, even this one from
another seed, gives other numbers again.

**It has seen digits and nothing else.** It takes noise, too, for some digit (mostly an 8), and in its features alone
noise lies among real digits: the balls around a few misshapen ones reach far enough to hold it. So an image counts as
close to real ones only if it is near one of them pixel by pixel as well: of noise none is.

## What real images reach

The best that a generator can hope for: training images, taken for samples, against the test images. Measured distances
are printed beside this floor.

| samples | distance | precision | recall |
|---|---|---|---|
${rows.join("\n")}

Precision and recall are those of Kynkäänniemi et al. 2019, k = 3.

## Make it again

\`\`\`sh
deno task train-classifier --epochs ${epochs} --seed ${seed}
\`\`\`

The same machine and backend give the same bits, and so the same checksum in the name of the weights' file; others
differ in the last digits of every step, and by about a tenth of a percent in accuracy.
`;
}
