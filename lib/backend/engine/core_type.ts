/**
 * Which of its kernels OpenBLAS computes with.
 *
 * OpenBLAS chooses them by the processor, and kernels for different processors sum in different orders. A GAN in
 * training multiplies such a rounding by ten every few steps, so that two readers would see different runs.
 *
 * @module
 */

/** The variable by which OpenBLAS is told; a reader who sets it is obeyed. */
const variable = "OPENBLAS_CORETYPE";

/** The kernels that every processor with AVX2 can run. On those with AVX-512 they are no slower for a GAN's products. */
const common = "Haswell";

/** Those that OpenBLAS chooses on processors with AVX2. */
const withAvx2 = [common, "Zen", "SkylakeX", "Cooperlake", "SapphireRapids"];

/** A library that can be opened again. */
interface Library {
  /** The name of its kernels, or `undefined` where it does not say. */
  readonly kernels: string | undefined;
  close(): void;
}

/**
 * Opens a library, and where it runs on kernels for a newer processor, again on those that all processors with AVX2
 * share. Where another part of the process holds it open, it keeps the kernels that it has.
 *
 * @param open Opens it. OpenBLAS reads its variable while it is opened.
 * @returns The open library.
 */
export function withCommonKernels<T extends Library>(open: () => T): T {
  const library = open(), { kernels } = library;
  if (!kernels || kernels === common || !withAvx2.includes(kernels)) return library;
  const { state } = Deno.permissions.querySync({ name: "env", variable });
  if (state !== "granted" || Deno.env.get(variable)) return library;
  library.close();
  Deno.env.set(variable, common);
  try {
    return open();
  } finally {
    // Programs that this one starts shall choose for themselves.
    Deno.env.delete(variable);
  }
}
