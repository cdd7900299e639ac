/** The tensors that a training step depends on: all weights, and what the optimisers keep. */
import * as tf from "@tensorflow/tfjs";

/** What a GAN brings so that its training can be interrupted. */
export interface Checkpointable {
  /** What it was built from. */
  readonly recipe: object;
  /** Every variable that a training step reads or changes, except the optimisers', always in the same order. */
  readonly variables: readonly tf.Variable[];
  /** The optimisers, by name. */
  readonly optimizers: Readonly<Record<string, tf.Optimizer>>;
}

/**
 * Adam keeps the powers of its decay rates as running products. Its own `setWeights` computes them anew by `pow`,
 * which differs in the last bits.
 */
function powers(optimizer: tf.Optimizer): tf.Variable[] {
  const { accBeta1, accBeta2 } = optimizer as unknown as Record<string, tf.Variable | undefined>;
  return [accBeta1, accBeta2].filter((power) => power !== undefined);
}

/**
 * Encodes the state of a GAN.
 *
 * @param gan the GAN
 * @returns the bytes, and what they mean
 */
export async function encodeState(
  gan: Checkpointable,
): Promise<{ data: ArrayBuffer; specs: tf.io.WeightsManifestEntry[] }> {
  const state = gan.variables.map((tensor) => ({ name: `weights:${tensor.name}`, tensor }));
  const temporary: tf.Tensor[] = [];
  for (const [key, optimizer] of Object.entries(gan.optimizers)) {
    const kept = await optimizer.getWeights();
    // The number of steps comes as a new tensor, the moments as what they are.
    temporary.push(kept[0]!.tensor);
    for (const { name, tensor } of kept) state.push({ name: `${key}:${name}`, tensor } as never);
    powers(optimizer).forEach((tensor, i) => state.push({ name: `${key} power:${i}`, tensor }));
  }
  const encoded = await tf.io.encodeWeights(state);
  tf.dispose(temporary);
  return encoded;
}

/**
 * Puts a state into a GAN.
 *
 * @param gan a GAN like the one whose state it was
 * @param tensors the state, decoded; disposed of here
 * @throws {Error} when the weights' number or shapes differ; the GAN is then as it was
 */
export async function restoreState(gan: Checkpointable, tensors: tf.NamedTensorMap): Promise<void> {
  const under = (prefix: string) =>
    Object.entries(tensors).filter(([name]) => name.startsWith(prefix))
      .map(([name, tensor]) => ({ name: name.slice(prefix.length), tensor }));
  const weights = under("weights:");
  try {
    checkShapes(gan.variables, weights.map(({ tensor }) => tensor));
    gan.variables.forEach((variable, i) => variable.assign(weights[i]!.tensor));
    for (const [key, optimizer] of Object.entries(gan.optimizers)) {
      const before = await optimizer.getWeights();
      await optimizer.setWeights(under(`${key}:`));
      tf.dispose(before.map(({ tensor }) => tensor));
      powers(optimizer).forEach((power, i) => power.assign(tensors[`${key} power:${i}`]!));
    }
  } finally {
    tf.dispose(tensors);
  }
}

function checkShapes(variables: readonly tf.Variable[], found: readonly tf.Tensor[]) {
  const shape = (tensor?: tf.Tensor) => tensor ? `[${tensor.shape.join(", ")}]` : "nothing";
  const names = variables.map(({ name }) => name);
  for (let i = 0; i < Math.max(variables.length, found.length); i++) {
    const expected = shape(variables[i]);
    if (expected !== shape(found[i])) {
      throw new Error(`expected ${expected} for ${names[i] ?? "the end"}, got ${shape(found[i])}`);
    }
  }
}
