import type { Check } from "../check.ts";
import { deviation, median, rms } from "../numbers.ts";
import type { Finding } from "../report.ts";
import type { Exam } from "../exam.ts";

const names = { G: "generator", D: "discriminator" } as const;

/** Whether a step moves the weights by a sane amount. */
export const learningRate: Check = {
  id: "learning-rate",
  question: "Does a step move the weights by a sane amount?",
  hides: ["units", "step", "gradient", "divergence", "collapse", "balance", "momentum"],
  async run(exam) {
    const found: Omit<Finding, "id">[] = [];
    for (const network of ["D", "G"] as const) {
      const { ratios } = await exam.moves(network);
      const kernels = (await exam.weightsOf(network)).filter(({ shape }) => shape.length >= 2);
      const sizes = kernels.map((v) => ratios.get(v) ?? 0).filter(Number.isFinite);
      if (sizes.length === 0 || Math.max(...sizes) === 0) continue;
      const typical = median(sizes), jump = await outputJump(exam, network);
      const evidence = {
        "update to weight, median of the layers": typical,
        "largest": Math.max(...sizes),
        "change of D's outputs by one step, in spreads": jump,
      };
      if (typical > 0.3 || (typical > 0.08 && jump > 15)) {
        found.push({
          level: typical > 0.6 ? "certain" : "likely",
          title: `The ${names[network]}'s learning rate is far too large`,
          evidence,
          explanation:
            "One step replaces most of what the weights were; about 0.001 to 0.01 of their size is usual. Nothing that was learned survives the next step.",
          repair:
            `optimizer${network} = tf.train.adam(2e-4, 0.5); // a tenth, a hundredth of what it was`,
        });
      } else if (typical < 1e-5) {
        found.push({
          level: typical < 1e-7 ? "likely" : "worth a look",
          title: `The ${names[network]}'s steps hardly move its weights`,
          evidence,
          explanation:
            "At this rate it takes a hundred thousand steps to change the weights by their own size. The learning rate is too small, or the gradient is.",
          repair: `optimizer${network} = tf.train.adam(2e-4, 0.5);`,
        });
      }
    }
    return found;
  },
};

/** How far one step moves what D says of its batch, in units of how much that varied before. */
async function outputJump(exam: Exam, network: "G" | "D"): Promise<number> {
  const look = () =>
    exam.read(() => [exam.patient.judgeReal(exam.real), exam.judgeFake(exam.generate())]);
  const before = (await look()).flatMap((values) => [...values]);
  await exam.step(network).catch(() => {});
  const after = (await look()).flatMap((values) => [...values]);
  exam.state.restore();
  return rms(after.map((value, i) => value - before[i]!)) / (deviation(before) + 0.1);
}
