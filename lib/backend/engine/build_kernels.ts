/**
 * Compiles the SIMD kernels: `deno task build-kernels`. With `--check` it only says whether the checked-in
 * bytes are what the source compiles to.
 *
 * @module
 */

import asc from "assemblyscript/asc";

const source = "lib/backend/engine/kernels/index.ts";
const target = "lib/backend/engine/kernels.wasm";
const root = new URL("../../../", import.meta.url);

const options = [
  source,
  "--outFile",
  target,
  "-O3",
  "--noAssert",
  "--converge",
  ...["--runtime", "stub", "--use", "abort="],
  // The memory is the caller's, shared between threads, and may grow to 4 GB.
  // Tables of constants lie between the threads' control block and the tensors.
  ...["--memoryBase", "1024"],
  ...["--importMemory", "--sharedMemory", "--initialMemory", "1", "--maximumMemory", "65536"],
  ...["--enable", "simd", "--enable", "threads"],
];

/**
 * Compiles the kernels.
 *
 * @returns The bytes of the module.
 * @throws {Error} If the source has a mistake.
 */
export async function compileKernels(): Promise<Uint8Array> {
  let bytes: Uint8Array | undefined;
  const { error, stderr } = await asc.main(options, {
    readFile: (name) => Deno.readTextFile(new URL(name, root)).catch(() => null),
    writeFile: (name, contents) => {
      if (name === target && typeof contents !== "string") bytes = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`Cannot compile ${source}: ${stderr.toString()}`);
  if (!bytes) throw new Error(`Cannot compile ${source}: the compiler wrote no module`);
  return bytes;
}

if (import.meta.main) {
  const file = new URL("kernels.wasm", import.meta.url);
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
