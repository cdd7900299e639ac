/**
 * The order of what tfjs records for backpropagation.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

/** One entry of tfjs's tape: an operation that led from inputs to outputs. */
interface TapeNode {
  inputs: tf.NamedTensorMap;
  outputs: tf.Tensor[];
  gradient: () => Record<string, () => tf.Tensor>;
}

/** The private part of tfjs's engine that records the tape. */
interface TapeRecorder {
  state: { activeTape: TapeNode[] };
  addTapeNode(
    name: string,
    inputs: tf.NamedTensorMap,
    outputs: tf.Tensor[],
    gradient: unknown,
    saved: tf.Tensor[],
    attrs: unknown,
  ): void;
}

/**
 * Records an operation before the copies of its output, not after them.
 *
 * An operation whose gradient is written with its output, such as tanh with 1 - y², keeps a copy of
 * it. tfjs puts "y was copied" on the tape before "x became y". A tape is read in order, so the copy
 * seems to come from nowhere, and a second differentiation takes it for a constant. In first-order
 * gradients nothing follows from a copy, so they do not change.
 *
 * A custom gradient may also keep something between its input and its output, which is not on the
 * tape at all; differentiating through that is made to throw.
 */
export function repairTapeOrder(): void {
  const engine = tf.engine() as unknown as TapeRecorder;
  const record = engine.addTapeNode;
  engine.addTapeNode = function (name, inputs, outputs, gradient, saved, attrs) {
    record.call(this, name, inputs, outputs, gradient, saved, attrs);
    const tape = this.state.activeTape;
    const node = tape.pop()!;
    const copies: TapeNode[] = [];
    while (saved.includes(tape.at(-1)?.outputs[0] as tf.Tensor)) copies.unshift(tape.pop()!);
    const known = [...Object.values(inputs), ...outputs];
    for (const copy of copies) {
      if (!known.includes(copy.inputs.x!)) refuseSecondOrder(copy, name, inputs);
    }
    tape.push(node, ...copies);
  };
}

/** Makes a copy of an unknown value depend on the operation's inputs, in a way that throws. */
function refuseSecondOrder(copy: TapeNode, name: string, inputs: tf.NamedTensorMap): void {
  copy.inputs = inputs;
  copy.gradient = () => {
    throw new Error(
      `Cannot differentiate ${
        name.replace(/_*op$/, "")
      } twice: its gradient takes a result in between for a constant`,
    );
  };
}
