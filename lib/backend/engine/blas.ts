/**
 * Finds a BLAS library on this machine and calls its matrix product by FFI.
 *
 * @module
 */

import { fileURLToPath, pathToFileURL } from "node:url";
import { isGranted } from "../permissions.ts";
import { withCommonKernels } from "./core_type.ts";

const parameters = [
  ...(["i32", "i32", "i32", "i32", "i32", "i32", "f32"] as const),
  ...(["usize", "i32", "usize", "i32", "f32", "usize", "i32"] as const),
] as const;

/**
 * `cblas_sgemm`: C = alpha op(A) op(B) + beta C, row-major. Arguments: order, transA, transB, M, N, K, alpha,
 * A, lda, B, ldb, beta, C, ldc.
 */
// deno-fmt-ignore
export type Sgemm = (
  order: number, transA: number, transB: number, m: number, n: number, k: number, alpha: number,
  a: number, lda: number, b: number, ldb: number, beta: number, c: number, ldc: number,
) => void;

/** CBLAS's constants for the first three arguments. */
export const rowMajor = 101, plain = 111, transposed = 112;

/** An open BLAS library. */
export interface Blas {
  /** Where it was found. */
  readonly path: string;
  /** The processor that its kernels were written for, or `undefined` where it does not say. */
  readonly kernels: string | undefined;
  /** The matrix product. Addresses are absolute. */
  readonly sgemm: Sgemm;
  /** Closes the library. */
  close(): void;
}

/** Builds of OpenBLAS put a prefix before their symbols; Accelerate and others have none. */
const prefixes = ["scipy_", ""];

/**
 * Opens one library, with its own threads switched off, since the engine splits the work itself, and with the kernels
 * that give the same bits on every processor with AVX2.
 *
 * @param path a shared library's path, or a name for the system's loader
 * @throws {Error} when it cannot be loaded or has no `cblas_sgemm`
 */
export function openBlas(path: string): Blas {
  return withCommonKernels(() => load(path));
}

function load(path: string): Blas {
  for (const prefix of prefixes) {
    let library;
    try {
      library = Deno.dlopen(path, {
        sgemm: { name: `${prefix}cblas_sgemm`, parameters, result: "void" },
        setThreads: {
          name: `${prefix}openblas_set_num_threads`,
          parameters: ["i32"],
          result: "void",
          optional: true,
        },
        coreName: {
          name: `${prefix}openblas_get_corename`,
          parameters: [],
          result: "pointer",
          optional: true,
        },
      });
    } catch (error) {
      if (String(error).includes("cblas_sgemm") && prefix !== prefixes.at(-1)) continue;
      throw new Error(`Cannot load ${path}: ${firstLine(error)}`);
    }
    const { sgemm, setThreads, coreName } = library.symbols;
    setThreads?.(1);
    const name = coreName?.() ?? null;
    return {
      path,
      kernels: name ? Deno.UnsafePointerView.getCString(name) : undefined,
      // Addresses may be numbers as long as they are exact, which makes the call ten times faster than bigints.
      sgemm: sgemm as unknown as Sgemm,
      close: () => library.close(),
    };
  }
  throw new Error(`Cannot load ${path}: it has no cblas_sgemm`);
}

/**
 * Opens the first library that works: the one named by `GAN_CLINIC_BLAS` and no other, else OpenBLAS from the nearest
 * virtual environment `.venv`, here or in a folder above, else the system's OpenBLAS or Accelerate.
 *
 * @param choice a library to use instead of searching
 * @throws {Error} when there is none, or the named one cannot be loaded
 */
export function findBlas(choice: string | undefined = environment("GAN_CLINIC_BLAS")): Blas {
  if (choice) return openBlas(choice);
  for (const path of candidates()) {
    try {
      return openBlas(path);
    } catch {
      // The next one may do; what is said below holds when none does.
    }
  }
  throw new Error(
    "Cannot find a BLAS library: install scipy-openblas32 in a virtual environment .venv here, or name one in GAN_CLINIC_BLAS",
  );
}

/** Where a BLAS library may be, best first. */
function candidates(): string[] {
  const system = {
    darwin: ["/System/Library/Frameworks/Accelerate.framework/Accelerate"],
    windows: ["libopenblas.dll"],
  }[Deno.build.os as string] ?? ["libopenblas.so.0", "libopenblas.so"];
  return [...virtualEnvironments().flatMap(librariesIn), ...system];
}

/** The folders `.venv` where Python looks for virtual environments by custom: here, then in each folder above. */
function virtualEnvironments(): URL[] {
  if (!isGranted({ name: "read", path: "." })) return [];
  const here = pathToFileURL(`${Deno.cwd()}/`), found: URL[] = [];
  for (let folder = here, last = ""; folder.href !== last; folder = new URL("../", folder)) {
    found.push(new URL(".venv/", folder));
    last = folder.href;
  }
  return found;
}

/** The libraries of `scipy-openblas32` in a virtual environment. */
function librariesIn(venv: URL): string[] {
  const packages = [
    new URL("Lib/site-packages/", venv),
    ...list(new URL("lib/", venv)).map((name) => new URL(`lib/${name}/site-packages/`, venv)),
  ];
  return packages.flatMap((folder) => {
    const lib = new URL("scipy_openblas32/lib/", folder);
    return list(lib).filter((name) => /openblas.*\.(so|dylib|dll)$/.test(name))
      .map((name) => fileURLToPath(new URL(name, lib)));
  });
}

/** The names in a folder; none where there is no folder, or no permission to look. */
function list(folder: URL): string[] {
  if (!isGranted({ name: "read", path: folder })) return [];
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
  } catch {
    return [];
  }
}

/** An environment variable, or undefined where none may be read; does not ask for permission. */
function environment(variable: string): string | undefined {
  return isGranted({ name: "env", variable }) ? Deno.env.get(variable) : undefined;
}

function firstLine(error: unknown): string {
  const line = (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
  return line.replace(/^(Could not open library: )+/, "");
}
