import type * as tf from "@tensorflow/tfjs";
import { weightsOf } from "../exam/anatomy.ts";
import { type Check, type Found, stepping } from "../check.ts";
import type { Exam } from "../exam/exam.ts";
import { gradientsOf } from "../exam/gradients.ts";
import { rms } from "../exam/numbers.ts";
import { movesOf } from "../exam/steps.ts";
import { errorInTurns } from "../exam/walk.ts";
import {
  cutOff,
  notTrained,
  partly,
  quarrel,
  throws,
  unequal,
  wrongNetwork,
} from "./training_findings.ts";

/** Whether each step trains its own network, the whole of it, and nothing else. */
export const training: Check = {
  id: "training",
  question: "Does each step train its own network, and no other?",
  hides: [...stepping, "learning-rate"],
  async run(exam) {
    const own = { G: await weightsOf(exam, "G"), D: await weightsOf(exam, "D") };
    const found: Found[] = [];
    for (const network of ["D", "G"] as const) {
      const other = network === "D" ? "G" : "D";
      const { changes, error } = await movesOf(exam, network);
      const images = exam.real.shape[0]!, latents = exam.latents.shape[0]!;
      if (error !== undefined && images !== latents) return [unequal(images, latents, error)];
      const reached = await gradientSizes(exam, network, own[network]);
      if (reached === "cut") {
        found.push(cutOff(network, own[network]));
        continue;
      }
      const cut = [...reached].filter(([, size]) => size === undefined).map(([v]) => v);
      const theirs = own[other].filter((v) => changes.has(v) && !own[network].includes(v));
      if (theirs.length > 0) found.push(wrongNetwork(network, other, theirs));
      const still = own[network].filter((v) => !changes.has(v));
      // Weights that stay since all gradients are zero are another check's matter.
      const idle = reached.size > 0 && [...reached.values()].every((size) => size === 0);
      // A step that throws is no step without variables, unless tfjs throws for the lack of them.
      if (exam.patient.steps && error !== undefined && !/trainable|variables/.test(error)) {
        found.push(throws(network, error));
      } else if (
        still.length === own[network].length && !(idle && isGiven(exam, network, own[network]))
      ) {
        found.push(notTrained(network, still, exam.patient.variables?.[network], error));
      } else if (error !== undefined) {
        found.push(throws(network, error));
      } else {
        const forgotten = still.filter((v) => v.trainable && isForgotten(exam, network, v, cut));
        if (forgotten.length > 0) found.push(partly(network, forgotten, own[network].length));
      }
    }
    const { optimizers } = exam.patient;
    const error = found.length ? undefined : await errorInTurns(exam);
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
async function gradientSizes(exam: Exam, network: "G" | "D", own: tf.Variable[]) {
  const trainable = own.filter((v) => v.trainable);
  const sizes = new Map<tf.Variable, number | undefined>();
  if (trainable.length === 0) return sizes;
  try {
    const found = await gradientsOf(exam, network);
    for (const v of trainable) sizes.set(v, found.has(v) ? rms(found.get(v)!) : undefined);
  } catch (error) {
    if (/connection/.test((error as Error).message)) return "cut";
  }
  return sizes;
}
