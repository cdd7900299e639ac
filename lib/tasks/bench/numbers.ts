/**
 * Numbers that look random and are the same in every language.
 *
 * @module
 */

/**
 * Makes numbers spread evenly over [-limit, limit) by hashing the index (Wellons, "Prospecting for
 * hash functions", 2018), so that `tests/peers/numbers.py` makes the same without sharing a file.
 *
 * @param size how many
 * @param seed which sequence
 * @param limit the largest magnitude
 * @returns the numbers
 */
export function hashedNumbers(size: number, seed: number, limit = 1): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => {
    let x = (i + Math.imul(seed, 0x9e3779b9)) >>> 0;
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
    x = (x ^ (x >>> 16)) >>> 0;
    return (x / 2 ** 31 - 1) * limit;
  });
}
