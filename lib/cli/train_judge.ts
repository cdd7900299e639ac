/**
 * `deno task train-judge`: trains the judge, in whose features the quality of generators is measured.
 *
 * @module
 */
import { Presets, SingleBar } from "cli-progress";
import { Command } from "commander";
import { join } from "node:path";
import { writeAtomically } from "../atomic_write.ts";
import { loadMnist } from "../mnist.ts";
import { saveModel } from "../model_store/mod.ts";
import { accuracy, buildJudge, Judge, trainJudge } from "../quality/mod.ts";
import { judgeCard } from "../quality/judge_card.ts";
import { chooseBackend } from "./common/backend.ts";
import { positive, whole } from "./common/options.ts";
import { root } from "./common/paths.ts";
import { runTask, told, UserError } from "./common/user_error.ts";
import { checkWritable } from "./common/writable.ts";

interface Options {
  epochs: number;
  seed: number;
  out: string;
}

const shipped = "data/models/judge";

/** Below this a judge does not see well enough to measure by. */
const leastAccuracy = 0.985;

const command = new Command("deno task train-judge")
  .description("Train the classifier in whose features FID, precision and recall are measured.")
  .option("--epochs <number>", "how long to train", positive, 8)
  .option("--seed <number>", "the seed of weights and shuffles", whole, 1)
  .option("--out <folder>", "where to write", shipped)
  .showHelpAfterError();

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;

async function main({ epochs, seed, out }: Options): Promise<void> {
  const folder = out === shipped ? join(root, out) : out;
  await checkWritable(folder, "--out");
  const { name: backend, why } = await chooseBackend();
  console.log(`Training the judge for ${epochs} epochs: ${why}`);
  const { train, validation, test } = await loadMnist();
  const network = buildJudge(seed), judge = new Judge(network);
  const format = "{bar} epoch {epoch} of {epochs} | loss {loss} | {eta_formatted} left";
  const bar = new SingleBar({ format, etaBuffer: 200 }, Presets.shades_classic);
  bar.start(1, 0, { epoch: "0.0", epochs, loss: "" });
  for await (const { step, steps, epoch, loss } of trainJudge(network, train, { epochs, seed })) {
    bar.setTotal(steps);
    bar.update(step, { epoch: epoch.toFixed(1), epochs, loss: loss.toFixed(4) });
  }
  bar.stop();

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
  await saveModel(network, folder);
  await writeAtomically(join(folder, "README.md"), card);
  console.log(`Wrote ${out}`);
}

if (import.meta.main) {
  command.parse(Deno.args, { from: "user" });
  await runTask(() => told(() => main(command.opts<Options>())));
}
