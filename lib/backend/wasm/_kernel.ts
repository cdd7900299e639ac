import * as tf from "@tensorflow/tfjs";

/** A tensor as kernels see it: a shape and a type over data that the backend holds. */
export type Info = tf.TensorInfo;

/** What kernels are given: tensors by name, attributes by name, and the backend. */
export interface KernelArgs<Inputs, Attrs> {
  inputs: Inputs;
  attrs: Attrs;
  backend: WasmBackend;
}

/** The part of tfjs's wasm backend that composed kernels need. */
export interface WasmBackend {
  disposeData(dataId: object): boolean;
}

/**
 * Replaces or adds a kernel of the wasm backend by one composed of its other kernels.
 *
 * @param kernelName the kernel's name in tfjs
 * @param compose given the arguments and a `run` that calls another kernel, returns the result;
 * everything else that `run` made is freed afterwards
 */
export function composeKernel<Inputs, Attrs>(
  kernelName: string,
  compose: (args: KernelArgs<Inputs, Attrs>, run: RunKernel) => Info,
): void {
  const stock = tf.getKernel(kernelName, "wasm");
  const kernelFunc = (args: KernelArgs<Inputs, Attrs>): Info => {
    const made: Info[] = [];
    const run: RunKernel = (name, inputs, attrs) => {
      const kernel = name === kernelName ? stock : tf.getKernel(name, "wasm");
      const output = kernel.kernelFunc({
        inputs: inputs as tf.NamedTensorInfoMap,
        attrs: attrs as tf.NamedAttrMap,
        backend: args.backend,
      }) as Info;
      made.push(output);
      return output;
    };
    const result = compose(args, run);
    for (const { dataId } of made) if (dataId !== result.dataId) args.backend.disposeData(dataId);
    return result;
  };
  if (stock) tf.unregisterKernel(kernelName, "wasm");
  tf.registerKernel({
    ...stock,
    kernelName,
    backendName: "wasm",
    kernelFunc: kernelFunc as unknown as tf.KernelConfig["kernelFunc"],
  });
}

/** Calls a kernel of the wasm backend; the kernel's own name means the one that it replaces. */
export type RunKernel = (name: string, inputs: object, attrs: object) => Info;
