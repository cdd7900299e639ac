/**
 * What a sweep varies, one thing at a time: the seed, the kernels of the matrix product, the backend. The number of
 * threads is left out: it changes no bit of any result, which tests of the engine hold.
 *
 * @module
 */

import { timeFactor } from "../common/side_by_side.ts";

/** One way to run a notebook. */
export interface Variant {
  /** Its name in the summary and in the cache. */
  name: string;
  /** What is added to the seed. */
  seed: number;
  /** Variables to set. An empty one takes back what the user may have set. */
  env: Record<string, string>;
  /** How many times the usual time a run may take. */
  timeFactor: number;
}

/** What every run has unless that is what it varies. With one thread each, notebooks can run side by side. */
const usual: Readonly<Record<string, string>> = {
  OPENBLAS_CORETYPE: "",
  GAN_CLINIC_BACKEND: "",
  GAN_CLINIC_BLAS: "",
  GAN_CLINIC_THREADS: "1",
};

const seeds = [1, 2, 3, 4, 5];

/**
 * Lists the variants.
 *
 * @param flags what the processor can do; see `Processor`
 * @param arch the kind of processor: OpenBLAS has the named kernels for x86 alone @default {Deno.build.arch}
 * @returns the seeds, then each of the others with the first seed
 */
export function variants(
  flags: ReadonlySet<string>,
  arch: string = Deno.build.arch,
): Variant[] {
  const first = (name: string, env: Record<string, string>): Variant => ({
    name,
    seed: 0,
    env: { ...usual, ...env },
    timeFactor: timeFactor(env.GAN_CLINIC_BACKEND),
  });
  const kernels = arch !== "x86_64"
    ? []
    : ["Sandybridge", "Nehalem", ...(flags.has("avx512f") ? ["SkylakeX"] : [])];
  return [
    ...seeds.map((seed) => ({ ...first(`seed${seed}`, {}), seed: seed - 1 })),
    ...kernels.map((kernel) => first(kernel, { OPENBLAS_CORETYPE: kernel })),
    first("wasm", { GAN_CLINIC_BACKEND: "wasm" }),
  ];
}
