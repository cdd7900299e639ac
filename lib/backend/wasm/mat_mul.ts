/**
 * Fast products of transposed matrices.
 *
 * tfjs 4.22 hands a product to XNNPACK only if neither operand is transposed; the rest goes to a
 * plain loop, many times slower, and every gradient of a dense layer goes there. Transposing first
 * costs little. The kernels are wrapped, not the gradient, because `tf.layers` reaches them by the
 * fused operation, which has a gradient of its own.
 *
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { composeKernel, type Info, type RunKernel } from "./_kernel.ts";

interface MatMulInputs {
  a: Info;
  b: Info;
  [other: string]: Info | undefined;
}

interface MatMulAttrs {
  transposeA: boolean;
  transposeB: boolean;
}

/** Wraps `BatchMatMul` and `_FusedMatMul` of the wasm backend. */
export function repairMatMul(): void {
  for (const name of ["BatchMatMul", "_FusedMatMul"]) {
    composeKernel<MatMulInputs, MatMulAttrs>(name, ({ inputs, attrs }, run) => {
      const a = attrs.transposeA ? transposeMatrices(inputs.a, run) : inputs.a;
      const b = attrs.transposeB ? transposeMatrices(inputs.b, run) : inputs.b;
      // XNNPACK refuses empty matrices and leaves the output as it found it.
      if (isEmpty(a) || isEmpty(b)) {
        return run("Fill", {}, { shape: productShape(a, b), value: 0, dtype: "float32" });
      }
      return run(name, { ...inputs, a, b }, { ...attrs, transposeA: false, transposeB: false });
    });
  }
}

/** Swaps the last two axes. */
function transposeMatrices(x: Info, run: RunKernel): Info {
  const perm = x.shape.map((_, axis) => axis);
  perm.push(...perm.splice(-2).reverse());
  return run("Transpose", { x }, { perm });
}

function isEmpty(x: Info): boolean {
  return x.shape.includes(0);
}

function productShape(a: Info, b: Info): number[] {
  const batch = tf.broadcast_util.assertAndGetBroadcastShape(
    a.shape.slice(0, -2),
    b.shape.slice(0, -2),
  );
  return [...batch, a.shape.at(-2)!, b.shape.at(-1)!];
}
