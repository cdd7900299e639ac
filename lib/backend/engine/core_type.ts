/**
 * Which of its kernels OpenBLAS computes with.
 *
 * OpenBLAS chooses them by the processor, and kernels for different processors sum in different orders. A GAN in
 * training multiplies such a rounding by ten every few steps, so that two readers would see different runs.
 *
 * @module
 */

import { isGranted } from "../permissions.ts";
import { thisProcessor } from "../processor.ts";

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
 * Opens a library with the kernels that all processors with AVX2 share.
 *
 * The choice is made once for a process, when OpenBLAS is loaded first, and by a variable that stays set, so that
 * whatever opens it later, in another thread or in a program that this one starts, computes alike. Where the system does
 * not tell what the processor can do, OpenBLAS does: it is opened, and opened again.
 *
 * @param open opens the library; OpenBLAS reads its variable while it is opened
 * @param avx2 says whether the processor has AVX2, or `undefined` where it cannot
 * @returns the open library
 */
export function withCommonKernels<T extends Library>(
  open: () => T,
  avx2: () => boolean | undefined = hasAvx2,
): T {
  if (!isGranted({ name: "env", variable }) || Deno.env.get(variable)) return open();
  const known = avx2();
  if (known === false) return open();
  if (known === undefined) {
    const library = open();
    if (!withAvx2.includes(library.kernels ?? "")) return library;
    library.close();
  }
  Deno.env.set(variable, common);
  return open();
}

/** Whether this processor has AVX2, where the system lists its abilities. */
function hasAvx2(): boolean | undefined {
  const { flags } = thisProcessor();
  return flags.size > 0 ? flags.has("avx2") : undefined;
}
