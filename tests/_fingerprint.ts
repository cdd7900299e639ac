import { digest } from "../lib/files/digest.ts";

/** A fingerprint of numbers that no two different bits share by accident: SHA-256, in hexadecimal. */
export const fingerprint = (numbers: readonly number[]): Promise<string> =>
  digest(new Uint8Array(Float64Array.from(numbers).buffer));
