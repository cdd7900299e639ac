/**
 * The SHA-256 of some bytes.
 *
 * @param bytes the bytes
 * @returns 64 hexadecimal digits
 */
export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
