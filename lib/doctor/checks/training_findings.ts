/**
 * What can be wrong with who is trained, in words.
 *
 * @module
 */
import type * as tf from "@tensorflow/tfjs";
import { type Found, names } from "../check.ts";

const list = (variables: readonly tf.Variable[]) =>
  variables.slice(0, 4).map(({ name }) => name).join(", ") +
  (variables.length > 4 ? `, and ${variables.length - 4} more` : "");

/** No gradient leads from a loss to its network. */
export const cutOff = (network: "G" | "D", own: tf.Variable[]): Found => ({
  level: "certain",
  title: `No gradient path leads from the ${names[network]}'s loss to the ${names[network]}`,
  evidence: { "variables of the network": own.length, "reached by a gradient": 0 },
  explanation:
    "Somewhere between the network and its loss the computation leaves tfjs's record: data read out and put into a new tensor, a rounding, a comparison, a detached copy. The optimiser then has nothing to follow.",
  repair: network === "G"
    ? "optimizerG.minimize(() => lossG(D.apply(G.apply(latents))), false, variablesOfG); // all inside"
    : "optimizerD.minimize(() => lossD(D.apply(real), D.apply(fake)), false, variablesOfD); // all inside",
});

/** A step trains the other network too. */
export const wrongNetwork = (
  network: "G" | "D",
  other: "G" | "D",
  theirs: tf.Variable[],
): Found => ({
  level: "certain",
  title: `The ${names[network]}'s step also trains the ${names[other]}`,
  evidence: { [`variables of the ${names[other]} that it changes`]: list(theirs) },
  explanation: network === "G"
    ? "The generator's loss is low when the discriminator calls fakes real. Given the discriminator's variables too, its optimiser simply makes the discriminator say so."
    : "The discriminator's loss is low when fakes are easy to tell. Given the generator's variables too, its optimiser makes the fakes worse.",
  repair: network === "G"
    ? "optimizerG.minimize(lossG, false, variablesOfG); // the list is what keeps D out"
    : "optimizerD.minimize(lossD, false, variablesOfD); // the list is what keeps G out",
  about: "learningRate",
});

/** A step throws. */
export const throws = (network: "G" | "D", error: string): Found => ({
  level: "certain",
  title: `The ${names[network]}'s step ends with an error`,
  evidence: { error: firstLine(error) },
  explanation: "A training step that throws leaves the weights half changed, or not at all.",
  repair: `// run one step of the ${names[network]} alone, and mend this error first`,
});

/** The batches differ in size, and the loss needs pairs. */
export const unequal = (images: number, latents: number, error: string): Found => ({
  level: "certain",
  title: `Training ends with an error: there are ${images} real images and ${latents} latents`,
  evidence: { "real images": images, latents, error: firstLine(error) },
  explanation:
    "Some losses compare real images and fakes in pairs, and gradient penalties mix the two: they need as many of one as of the other.",
  repair: "const latents = tf.randomNormal([images.shape[0], latentSize]); // one for each image",
});

/** Steps throw in turn, though each alone does not. */
export const quarrel = (error: string, shared: boolean): Found => ({
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

/** A network is trained by nobody. */
export function notTrained(
  network: "G" | "D",
  own: tf.Variable[],
  given?: readonly tf.Variable[],
  error?: string,
): Found {
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
    about: "learningRate",
  };
}

/** Some variables are trained by nobody. */
export const partly = (network: "G" | "D", forgotten: tf.Variable[], all: number): Found => ({
  level: "likely",
  title: `Some variables of the ${names[network]} are trained by nobody`,
  evidence: { "not trained": list(forgotten), "of variables": all },
  explanation:
    "They keep their random values for ever. A list of variables that is chosen by name, or written by hand, easily misses some.",
  repair: `const variables${network} = ${
    names[network]
  }.trainableWeights.map((w) => w.read()); // all of them`,
  about: "learningRate",
});

const firstLine = (error: string) => error.split("\n", 1)[0]!.slice(0, 160);
