/**
 * Training the classifier, in whose features the quality of generators is measured.
 *
 * @module
 */
import { join } from "node:path";
import { loadMnist } from "../../course/mnist.ts";
import { saveModel } from "../../files/save_model.ts";
import { accuracy, buildClassifier, Classifier, trainClassifier } from "../../quality/mod.ts";
import { classifierCard } from "./classifier_card.ts";
import { chooseBackend } from "../common/backend.ts";
import { root } from "../common/paths.ts";
import { withBar } from "../common/progress_bar.ts";
import { UserError } from "../common/user_error.ts";
import { checkWritable, writeResult, writing } from "../common/writable.ts";

/** What `deno task train-classifier` is asked. */
export interface TrainClassifierOptions {
  /** How long to train. */
  epochs: number;
  /** The seed of weights and shuffles. */
  seed: number;
  /** The folder to write to. */
  out?: string;
}

/** Below this a classifier does not see well enough to measure by. */
const leastAccuracy = 0.985;

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

/**
 * Trains the classifier, and keeps it if it sees well.
 *
 * @param options see {@link TrainClassifierOptions}
 */
export async function makeClassifier({ epochs, seed, out }: TrainClassifierOptions): Promise<void> {
  const folder = out ?? join(root, "data", "models", "classifier");
  await checkWritable(folder, "--out");
  const { name: backend, why } = await chooseBackend();
  console.log(`Training the classifier for ${epochs} epochs: ${why}`);
  const { train, validation, test } = await loadMnist();
  const network = buildClassifier(seed), classifier = new Classifier(network);
  const steps = trainClassifier(network, train, { epochs, seed });
  for await (const _ of withBar(steps, epochs, ({ loss }) => `loss ${loss.toFixed(4)}`));

  const accuracies = {
    validation: await accuracy(classifier, validation),
    test: await accuracy(classifier, test),
  };
  console.log(`It reads ${percent(accuracies.test)} of the test images as they were meant`);
  if (accuracies.test < leastAccuracy) {
    const [expected, got] = [percent(leastAccuracy), percent(accuracies.test)];
    throw new UserError(
      `Cannot keep the classifier: expected a test accuracy of at least ${expected}, got ${got}; ` +
        "train longer or from another seed",
    );
  }
  const card = await classifierCard(classifier, { train, test, accuracies, epochs, seed, backend });
  await writing(folder, "--out", () => saveModel(network, folder));
  await writeResult([[join(folder, "README.md"), card]], "--out");
  console.log(`Wrote ${out ?? "data/models/classifier"}`);
}
