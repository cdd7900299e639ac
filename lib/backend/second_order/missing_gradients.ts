/**
 * Gradients of kernels that tfjs uses inside gradients, but cannot differentiate itself.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";

type Gradient = Record<string, () => tf.Tensor>;

/** Registers what a second differentiation of the usual layers meets and tfjs 4.22 lacks. */
export function registerMissingGradients(): void {
  const comparisons = ["Greater", "GreaterEqual", "Less", "LessEqual", "Equal", "NotEqual"];
  for (const kernelName of [...comparisons, "LogicalAnd", "LogicalOr"]) {
    register(kernelName, ["a", "b"], (_, a, b) => ({ a: zerosFor(a!), b: zerosFor(b!) }));
  }
  register("LogicalNot", ["x"], (_, x) => ({ x: zerosFor(x!) }));

  // The slope of elu is 1 from y = 0 upwards, and y + 1 below.
  register("EluGrad", ["dy", "y"], (ddx, dy, y) => ({
    dy: () => tf.engine().runKernel("EluGrad", { dy: ddx, y: y! }) as tf.Tensor,
    y: () => tf.mul(tf.mul(ddx, dy!), tf.cast(tf.less(y!, 0), "float32")),
  }));

  register("Conv2DBackpropFilter", ["x", "dy"], (ddw, x, dy, attrs) => {
    const { strides, pad, dataFormat, dimRoundingMode } = attrs;
    const inputShape = x!.shape;
    const shared = { strides, pad, dataFormat, dimRoundingMode };
    return {
      x: () => run("Conv2DBackpropInput", { dy: dy!, filter: ddw }, { ...shared, inputShape }),
      dy: () => run("Conv2D", { x: x!, filter: ddw }, { ...shared, dilations: 1 }),
    };
  });

  register("AvgPoolGrad", ["dy"], (ddx, _dy, _, attrs) => ({
    dy: () => run("AvgPool", { x: ddx }, attrs),
    input: zerosFor(ddx),
  }));
}

function register(
  kernelName: string,
  inputsToSave: string[],
  gradient: (
    dy: tf.Tensor,
    first: tf.Tensor | undefined,
    second: tf.Tensor | undefined,
    // deno-lint-ignore no-explicit-any -- what a kernel's attributes are, tfjs does not say
    attrs: any,
  ) => Gradient,
): void {
  tf.registerGradient({
    kernelName,
    inputsToSave,
    gradFunc: (dy, [first, second], attrs) => gradient(dy as tf.Tensor, first, second, attrs),
  });
}

/** A comparison does not change with a small change of its inputs. */
function zerosFor(x: tf.Tensor): () => tf.Tensor {
  return () => tf.zeros(x.shape);
}

function run(kernel: string, inputs: tf.NamedTensorMap, attrs: object): tf.Tensor {
  return tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;
}
