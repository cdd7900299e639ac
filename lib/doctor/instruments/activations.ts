/**
 * What each layer puts out.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** What one layer put out for a batch. */
export interface LayerOutput {
  /** The layer's name. */
  layer: string;
  /** The layer's class in tfjs: `Dense`, `Activation`, ... */
  kind: string;
  /** All outputs, in the batch's order. */
  values: Float32Array;
}

/**
 * Runs a batch through a network and keeps what each layer puts out.
 *
 * @param network a network
 * @param input its input, [n, inputs]
 * @returns one entry per layer, from input to output
 *
 * @example
 * ```ts
 * import { createGan, recipes } from "@gan-clinic/gan-clinic";
 * import { layerOutputs } from "@gan-clinic/gan-clinic/doctor";
 * import { assertEquals } from "@std/assert";
 * import * as tf from "@tensorflow/tfjs";
 *
 * const gan = createGan(recipes.hiddenActivation, { seed: 1 });
 * const outputs = await layerOutputs(gan.generator, tf.zeros([2, 100]));
 * assertEquals(outputs.map(({ values }) => values.length / 2), [200, 200, 784, 784]);
 * gan.dispose();
 * ```
 */
export async function layerOutputs(
  network: tf.LayersModel,
  input: tf.Tensor,
): Promise<LayerOutput[]> {
  const layers = network.layers.filter((layer) => layer.getClassName() !== "InputLayer");
  const all = tf.model({
    inputs: network.inputs,
    outputs: layers.map(({ output }) => output as tf.SymbolicTensor),
  });
  const outputs = tf.tidy(() => [all.apply(input)].flat() as tf.Tensor[]);
  const values = await Promise.all(outputs.map((output) => output.data<"float32">()));
  tf.dispose(outputs);
  return layers.map((layer, i) => ({
    layer: layer.name,
    kind: layer.getClassName(),
    values: values[i]!,
  }));
}

/**
 * The same network up to its output activation: what goes into the last sigmoid or tanh.
 *
 * @param network a generator or a discriminator
 * @returns a network that shares its weights
 */
export function preActivation(network: tf.LayersModel): tf.LayersModel {
  const last = network.layers.at(-1)!;
  if (last.getClassName() !== "Activation") return network;
  return tf.model({ inputs: network.inputs, outputs: last.input as tf.SymbolicTensor });
}
