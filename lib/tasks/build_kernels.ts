/**
 * Compiles the SIMD kernels: `deno task build-kernels`. With `--check` it only says whether the checked-in
 * bytes are what the source compiles to.
 *
 * @module
 */

// Not among the project's dependencies: it and what it needs weigh 100 MB, and only this task uses it.
const compiler = "npm:assemblyscript@0.28.20/asc";

const source = "lib/backend/engine/kernels/index.ts";
const target = "lib/backend/engine/kernels.wasm";
const root = new URL("../../", import.meta.url);

const options = [
  source,
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
 * @throws {Error} If the source has a mistake, or the compiler cannot be downloaded.
 */
async function compileKernels(): Promise<Uint8Array> {
  const out = await Deno.makeTempFile({ suffix: ".wasm" });
  try {
    const deno = ["run", "-A", "--quiet", "--no-config", "--no-lock", compiler];
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [...deno, ...options, "--outFile", out],
      cwd: root,
    }).output();
    if (!success) throw new Error(`Cannot compile ${source}: ${new TextDecoder().decode(stderr)}`);
    return await Deno.readFile(out);
  } finally {
    await Deno.remove(out);
  }
}

if (import.meta.main) {
  const file = new URL(target, root);
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
