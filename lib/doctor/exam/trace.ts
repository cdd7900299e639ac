/**
 * What a computation touches: tfjs runs everything through kernels, whatever style a network is written in.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** What one activation function put out, somewhere inside a network. */
export interface Activation {
  /** Its kind: `relu`, `tanh`, ... */
  kind: string;
  /** All its outputs. */
  values: Float32Array;
  /** Their shape; the last dimension counts the units, or a convolution's channels. */
  shape: readonly number[];
}

/** What was seen while something was computed. */
export interface Trace {
  /** The variables that were read. */
  read: Set<tf.Variable>;
  /** The variables that were given new values. */
  written: Set<tf.Variable>;
  /** The activations, in the order of the computation. */
  activations: Activation[];
  /** The first kernel that made non-finite numbers of finite ones. */
  broke?: string;
}

interface KernelCall {
  kernelName?: string;
  inputs: tf.NamedTensorMap;
  attrs?: { activation?: string };
}

interface Engine {
  runKernelFunc(call: KernelCall): tf.Tensor | tf.Tensor[];
}

/** The leaky ReLU is left out: its units cannot die. */
const activationNames = /(?<!leaky|p)(relu6?|sigmoid|tanh|[sc]?elu|softplus|maximum)$/i;

/**
 * Computes something and watches.
 *
 * @param compute what to compute, synchronously
 * @returns what was seen; the result itself is disposed of
 */
export async function trace(compute: () => unknown): Promise<Trace> {
  const engine = tf.engine() as unknown as Engine;
  const read = new Set<tf.Variable>(),
    written = new Set<tf.Variable>(),
    kept: { kind: string; tensor: tf.Tensor }[] = [];
  const outputs: { kernel: string; tensor: tf.Tensor }[] = [];
  const original = engine.runKernelFunc, { assign } = tf.Variable.prototype;
  tf.Variable.prototype.assign = function (value) {
    written.add(this);
    assign.call(this, value);
  };
  engine.runKernelFunc = function (call) {
    for (const input of Object.values(call.inputs)) {
      if (input instanceof tf.Variable) read.add(input);
    }
    const result = original.call(this, call);
    const kind = activationNames.exec(call.attrs?.activation ?? call.kernelName ?? "")?.[1];
    const [first] = [result].flat();
    if (call.kernelName && first?.dtype === "float32") {
      // Held by a clone of its own: the computation may dispose of its tensors.
      const held = original.call(this, {
        kernelName: "Identity",
        inputs: { x: first },
      }) as tf.Tensor;
      outputs.push({ kernel: call.kernelName, tensor: tf.keep(held) });
      if (kind) kept.push({ kind: kind.toLowerCase(), tensor: held });
    }
    return result;
  };
  try {
    tf.tidy(() => void compute());
  } finally {
    engine.runKernelFunc = original;
    tf.Variable.prototype.assign = assign;
  }
  const activations: Activation[] = [];
  for (const { kind, tensor } of kept) {
    activations.push({ kind, values: await tensor.data<"float32">(), shape: tensor.shape });
  }
  let broke: string | undefined;
  const finite = async (output?: { tensor: tf.Tensor }) =>
    (await output?.tensor.data())?.every(Number.isFinite) ?? true;
  const sick = !await finite(outputs.at(-1));
  for (const output of outputs) {
    if (sick && !broke && !await finite(output)) broke = output.kernel;
    output.tensor.dispose();
  }
  return { read, written, activations, ...(broke && { broke }) };
}
