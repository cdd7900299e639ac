import type * as tf from "@tensorflow/tfjs";
import type { Check } from "../check.ts";
import type { Exam } from "../exam.ts";
import { rms } from "../numbers.ts";
import type { Finding } from "../report.ts";

type Found = Omit<Finding, "id">;
const names = { G: "generator", D: "discriminator" } as const;
const list = (variables: readonly tf.Variable[]) =>
  variables.slice(0, 4).map(({ name }) => name).join(", ") +
  (variables.length > 4 ? `, and ${variables.length - 4} more` : "");

/** Whether each step trains its own network, the whole of it, and nothing else. */
export const training: Check = {
  id: "training",
  question: "Does each step train its own network, and no other?",
  hides: ["step", "gradient", "divergence", "collapse", "balance", "momentum", "learning-rate"],
  async run(exam) {
    const own = { G: await exam.weightsOf("G"), D: await exam.weightsOf("D") };
    const found: Found[] = [];
    for (const network of ["D", "G"] as const) {
      const other = network === "D" ? "G" : "D";
      const { moved, error } = await exam.moves(network);
      const reached = await gradientsOf(exam, network, own[network]);
      if (reached === "cut") {
        found.push(cutOff(network, own[network]));
        continue;
      }
      const cut = [...reached].filter(([, size]) => size === undefined).map(([v]) => v);
      const theirs = own[other].filter((v) => moved.has(v) && !own[network].includes(v));
      if (theirs.length > 0) found.push(wrongNetwork(network, other, theirs));
      const still = own[network].filter((v) => !moved.has(v));
      // Weights that stay since all gradients are zero are another check's matter.
      const idle = reached.size > 0 && [...reached.values()].every((size) => size === 0);
      if (still.length === own[network].length && !(idle && isGiven(exam, network, own[network]))) {
        found.push(notTrained(exam, network, still, error));
      } else if (error !== undefined) {
        found.push(throws(network, error));
      } else {
        const forgotten = still.filter((v) => v.trainable && isForgotten(exam, network, v, cut));
        if (forgotten.length > 0) found.push(partly(network, forgotten, own[network].length));
      }
    }
    const { optimizers } = exam.patient;
    const error = found.length ? undefined : await exam.turns();
    if (error !== undefined) found.push(quarrel(error, optimizers?.G === optimizers?.D));
    return found;
  },
};

/** A variable that no step moves is forgotten if no list holds it; a gradient of 0 is another matter. */
function isForgotten(exam: Exam, network: "G" | "D", variable: tf.Variable, cut: tf.Variable[]) {
  const { variables } = exam.patient;
  if (cut.includes(variable)) return true;
  if (variables && !exam.patient.steps) return !variables[network].includes(variable);
  return variables ? !variables[network].includes(variable) : false;
}

function isGiven(exam: Exam, network: "G" | "D", own: tf.Variable[]): boolean {
  const given = exam.patient.variables?.[network];
  return own.some((v) => v.trainable && (given?.includes(v) ?? true));
}

/** How large the gradient of the network's own loss is, by variable; nothing where no path leads to one. */
async function gradientsOf(exam: Exam, network: "G" | "D", own: tf.Variable[]) {
  const trainable = own.filter((v) => v.trainable);
  const sizes = new Map<tf.Variable, number | undefined>();
  if (trainable.length === 0) return sizes;
  try {
    const found = await exam.gradients(network, trainable);
    for (const v of trainable) sizes.set(v, found.has(v) ? rms(found.get(v)!) : undefined);
  } catch (error) {
    if (/connection/.test((error as Error).message)) return "cut";
  }
  return sizes;
}

const cutOff = (network: "G" | "D", own: tf.Variable[]): Found => ({
  level: "certain",
  title: `No gradient path leads from the ${names[network]}'s loss to the ${names[network]}`,
  evidence: { "variables of the network": own.length, "reached by a gradient": 0 },
  explanation:
    "Somewhere between the network and its loss the computation leaves tfjs's record: data read out and put into a new tensor, a rounding, a comparison, a detached copy. The optimiser then has nothing to follow.",
  repair: network === "G"
    ? "optimizerG.minimize(() => lossG(D.apply(G.apply(latents))), false, variablesOfG); // all inside"
    : "optimizerD.minimize(() => lossD(D.apply(real), D.apply(fake)), false, variablesOfD); // all inside",
});

const wrongNetwork = (network: "G" | "D", other: "G" | "D", theirs: tf.Variable[]): Found => ({
  level: "certain",
  title: `The ${names[network]}'s step also trains the ${names[other]}`,
  evidence: { [`variables of the ${names[other]} that it changes`]: list(theirs) },
  explanation: network === "G"
    ? "The generator's loss is low when the discriminator calls fakes real. Given the discriminator's variables too, its optimiser simply makes the discriminator say so."
    : "The discriminator's loss is low when fakes are easy to tell. Given the generator's variables too, its optimiser makes the fakes worse.",
  repair: network === "G"
    ? "optimizerG.minimize(lossG, false, variablesOfG); // the list is what keeps D out"
    : "optimizerD.minimize(lossD, false, variablesOfD); // the list is what keeps G out",
  notebook: "01_as_asked",
});

const throws = (network: "G" | "D", error: string): Found => ({
  level: "certain",
  title: `The ${names[network]}'s step ends with an error`,
  evidence: { error: firstLine(error) },
  explanation: "A training step that throws leaves the weights half changed, or not at all.",
  repair: `// run one step of the ${names[network]} alone, and mend this error first`,
});

const quarrel = (error: string, shared: boolean): Found => ({
  level: "certain",
  title: shared
    ? "One optimiser trains both networks, and mixes its memory of the two"
    : "Training ends with an error when the two steps alternate",
  evidence: { error: firstLine(error) },
  explanation: shared
    ? "Optimisers with momentum keep numbers for each variable, in tfjs by its place in the list. A second list meets the numbers of the first."
    : "Each step works alone, but not after the other.",
  repair:
    "const optimizerG = tf.train.adam(2e-4, 0.5), optimizerD = tf.train.adam(2e-4, 0.5); // one each",
});

function notTrained(exam: Exam, network: "G" | "D", own: tf.Variable[], error?: string): Found {
  const given = exam.patient.variables?.[network];
  const frozen = own.filter((v) => !v.trainable).length;
  return {
    level: "certain",
    title: `Nobody trains the ${names[network]}: its step changes none of its variables`,
    evidence: {
      "variables of the network": own.length,
      ...(given && { "given to its optimiser": own.filter((v) => given.includes(v)).length }),
      "marked as not trainable": frozen,
      ...(error !== undefined && { error: firstLine(error) }),
    },
    explanation: network === "D"
      ? "A discriminator that does not learn is a fixed target: the generator finds something that it happens to call real, and stops there."
      : "The discriminator learns to tell the same untrained fakes apart, its loss goes to zero, and the pictures never change.",
    repair: frozen > 0
      ? `${
        names[network]
      }.trainable = true; // and make its optimiser's list of variables after that`
      : `const variables${network} = ${
        names[network]
      }.trainableWeights.map((w) => w.read());\noptimizer${network}.minimize(loss${network}, false, variables${network});`,
    notebook: "01_as_asked",
  };
}

const partly = (network: "G" | "D", forgotten: tf.Variable[], all: number): Found => ({
  level: "likely",
  title: `Some variables of the ${names[network]} are trained by nobody`,
  evidence: { "not trained": list(forgotten), "of variables": all },
  explanation:
    "They keep their random values for ever. A list of variables that is chosen by name, or written by hand, easily misses some.",
  repair: `const variables${network} = ${
    names[network]
  }.trainableWeights.map((w) => w.read()); // all of them`,
  notebook: "01_as_asked",
});

const firstLine = (error: string) => error.split("\n", 1)[0]!.slice(0, 160);
