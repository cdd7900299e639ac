/**
 * Training the judge, in whose features the quality of generators is measured.
 *
 * @module
 */
import { Presets, SingleBar } from "cli-progress";
import { join } from "node:path";
import { loadMnist } from "../../mnist.ts";
import { saveModel } from "../../model_store/mod.ts";
import { accuracy, buildJudge, Judge, trainJudge } from "../../quality/mod.ts";
import { judgeCard } from "../../quality/judge_card.ts";
import { chooseBackend } from "../common/backend.ts";
import { root } from "../common/paths.ts";
import { UserError } from "../common/user_error.ts";
import { checkWritable, writeResult, writing } from "../common/writable.ts";

/** What `deno task train-judge` is asked. */
export interface TrainJudgeOptions {
  /** How long to train. */
  epochs: number;
  /** The seed of weights and shuffles. */
  seed: number;
  /** The folder to write to. */
  out?: string;
}

/** Below this a judge does not see well enough to measure by. */
const leastAccuracy = 0.985;

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

/**
 * Trains the judge, and keeps it if it sees well.
 *
 * @param options See {@link TrainJudgeOptions}.
 */
export async function makeJudge({ epochs, seed, out }: TrainJudgeOptions): Promise<void> {
  const folder = out ?? join(root, "data", "models", "judge");
  await checkWritable(folder, "--out");
  const { name: backend, why } = await chooseBackend();
  console.log(`Training the judge for ${epochs} epochs: ${why}`);
  const { train, validation, test } = await loadMnist();
  const network = buildJudge(seed), judge = new Judge(network);
  const format = "{bar} epoch {epoch} of {epochs} | loss {loss} | {eta_formatted} left";
  const bar = new SingleBar({ format, etaBuffer: 200 }, Presets.shades_classic);
  bar.start(1, 0, { epoch: "0.0", epochs, loss: "" });
  try {
    for await (const { step, steps, epoch, loss } of trainJudge(network, train, { epochs, seed })) {
      bar.setTotal(steps);
      bar.update(step, { epoch: epoch.toFixed(1), epochs, loss: loss.toFixed(4) });
    }
  } finally {
    bar.stop();
  }

  const accuracies = {
    validation: await accuracy(judge, validation),
    test: await accuracy(judge, test),
  };
  console.log(`It reads ${percent(accuracies.test)} of the test images as they were meant`);
  if (accuracies.test < leastAccuracy) {
    const [expected, got] = [percent(leastAccuracy), percent(accuracies.test)];
    throw new UserError(
      `Cannot keep the judge: expected a test accuracy of at least ${expected}, got ${got}; ` +
        "train longer or from another seed",
    );
  }
  const card = await judgeCard(judge, { train, test, accuracies, epochs, seed, backend });
  await writing(folder, "--out", () => saveModel(network, folder));
  await writeResult([[join(folder, "README.md"), card]], "--out");
  console.log(`Wrote ${out ?? "data/models/judge"}`);
}
