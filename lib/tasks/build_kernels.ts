/**
 * Compiles the SIMD kernels: `deno task build-kernels`. With `--check` it only says whether the checked-in
 * bytes are what the source compiles to.
 *
 * @module
 */

import { join } from "node:path";
import { deno } from "./common/capture.ts";
import { root } from "./common/paths.ts";

// Not among the project's dependencies: it and what it needs weigh 100 MB, and only this task uses it.
const compiler = "npm:assemblyscript@0.28.20/asc";

const source = "lib/backend/engine/kernels/index.ts";
const target = "lib/backend/engine/kernels.wasm";

// The memory is the caller's, shared between threads, and may grow to 4 GB. Tables of constants lie at memoryBase,
// between the threads' control block and the tensors.
const options = `${source} -O3 --noAssert --converge --runtime stub --use abort= --memoryBase 1024
  --importMemory --sharedMemory --initialMemory 1 --maximumMemory 65536
  --enable simd --enable threads`.split(/\s+/);

/**
 * Compiles the kernels.
 *
 * @returns the bytes of the module
 * @throws {Error} when the source has a mistake, or the compiler cannot be downloaded
 */
async function compileKernels(): Promise<Uint8Array> {
  const out = await Deno.makeTempFile({ suffix: ".wasm" });
  try {
    const run = ["run", "-A", "--quiet", "--no-config", "--no-lock", compiler];
    const { code, output } = await deno([...run, ...options, "--outFile", out]);
    if (code !== 0) throw new Error(`Cannot compile ${source}: ${output}`);
    return await Deno.readFile(out);
  } finally {
    await Deno.remove(out);
  }
}

if (import.meta.main) {
  const file = join(root, target);
  const bytes = await compileKernels();
  if (!Deno.args.includes("--check")) {
    await Deno.writeFile(file, bytes);
    console.log(`Wrote ${target}: ${bytes.length} bytes`);
  } else {
    const old = await Deno.readFile(file);
    if (old.length !== bytes.length || old.some((byte, i) => byte !== bytes[i])) {
      console.error(`${target} is not what its source compiles to; run deno task build-kernels`);
      Deno.exit(1);
    }
    console.log(`${target} is what its source compiles to`);
  }
}
