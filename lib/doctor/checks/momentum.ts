import { CannotJudge, type Check } from "../check.ts";

/** Whether the optimisers carry much momentum. */
export const momentum: Check = {
  id: "momentum",
  question: "Is the optimiser's momentum one that GANs get on with?",
  async run(exam) {
    const optimizers = exam.patient.optimizers as unknown as Record<
      string,
      Record<string, unknown>
    >;
    if (!optimizers) throw new CannotJudge("the patient does not say which optimisers it uses");
    await Promise.resolve();
    const rates = ["D", "G"].flatMap((network) => {
      const { beta1, m, momentum } = optimizers[network] ?? {};
      const rate = [beta1, momentum, m].find((value) => typeof value === "number");
      return rate === undefined ? [] : [[network, rate as number] as const];
    });
    const high = rates.filter(([, rate]) => rate >= 0.85);
    if (high.length === 0) return [];
    return [{
      level: "worth a look",
      title: "The optimiser's momentum is high for a GAN",
      evidence: Object.fromEntries(high.map(([network, rate]) => [`momentum of ${network}`, rate])),
      explanation:
        "Momentum remembers gradients from before the opponent moved. In some GANs that makes the two losses swing, and 0.5 or less helps (Radford et al. 2016); healthy GANs with 0.9 exist.",
      repair: "tf.train.adam(learningRate, 0.5); // beta1 0.9 -> 0.5",
      about: "beta1",
    }];
  },
};
