/**
 * The IDX format of MNIST's files: a magic number, sizes, bytes.
 *
 * @module
 */

import { digest } from "../files/digest.ts";

/** What an IDX file of unsigned bytes holds. */
export interface Idx {
  /** The sizes, [count] for labels, [count, height, width] for images. */
  shape: number[];
  /** The values, row-major. */
  bytes: Uint8Array;
}

/**
 * Reads one gzipped IDX file of unsigned bytes and checks every part of it.
 *
 * @param path the file
 * @param options `rank`: 1 for labels, 3 for images; `sha256`: the checksum that the gzipped file must have
 * @returns its shape and its bytes
 * @throws {Error} naming the path, what was expected and what was found: a missing file, a wrong checksum,
 * no gzip, a wrong magic number, a truncated file, trailing bytes
 */
export async function parseIdx(
  path: string | URL,
  { rank, sha256 }: { rank: number; sha256?: string | undefined },
): Promise<Idx> {
  const name = decodeURIComponent(String(path)).replace(/^file:\/\//, "");
  const fail = (what: string): never => {
    throw new Error(`Cannot read ${name}: ${what}`);
  };
  const file = await Deno.readFile(path).catch((error: Error) =>
    fail(
      error instanceof Deno.errors.NotFound
        ? `no such file; expected a gzipped IDX file${
          sha256 ? ", restore it from the repository" : ""
        }`
        : `expected a gzipped IDX file, got "${error.message}"`,
    )
  );
  if (sha256) {
    const found = await digest(file);
    if (found !== sha256) {
      fail(`expected SHA-256 ${sha256}, got ${found}; restore the file from the repository`);
    }
  }
  if (file[0] !== 0x1f || file[1] !== 0x8b) {
    fail(`expected gzip, which begins with bytes 1f 8b, got ${hex(file.subarray(0, 2), " ")}`);
  }
  const data = await gunzip(file).catch(() =>
    fail("expected a whole gzip stream, got a damaged or truncated one")
  );
  if (data.length < 4) fail(`expected a magic number of 4 bytes, got ${data.length} bytes`);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength),
    magic = view.getUint32(0);
  // 0x08 = unsigned bytes, then the rank: 2049 for labels, 2051 for images.
  const expected = 0x0800 + rank;
  if (magic !== expected) fail(`expected magic number ${expected}, got ${magic}`);
  const header = 4 + 4 * rank;
  if (data.length < header) fail(`expected a header of ${header} bytes, got ${data.length}`);
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const size = shape.reduce((product, n) => product * n, 1), found = data.length - header;
  if (found < size) {
    fail(`truncated: expected ${size} bytes for shape [${shape.join(", ")}], got ${found}`);
  }
  if (found > size) {
    fail(`trailing bytes: expected ${size} bytes for shape [${shape.join(", ")}], got ${found}`);
  }
  return { shape, bytes: data.subarray(header) };
}

async function gunzip(file: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([file]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const hex = (bytes: Uint8Array, separator = "") =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(separator);
