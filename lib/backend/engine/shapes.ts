/**
 * Shapes and broadcasting.
 *
 * @module
 */

/** The number of values in a tensor of this shape. */
export function sizeOf(shape: readonly number[]): number {
  let size = 1;
  for (const side of shape) size *= side;
  return size;
}

/**
 * Whether `small` broadcasts to `large` by repeating as a whole: its sides, without leading ones, are the last
 * sides of `large`.
 */
export function repeatsIn(small: readonly number[], large: readonly number[]): boolean {
  if (small.length > large.length) return false;
  let first = 0;
  while (small[first] === 1) first++;
  const offset = large.length - small.length;
  for (let i = first; i < small.length; i++) if (small[i] !== large[i + offset]) return false;
  return true;
}

/**
 * Writes `from`, of shape `shape`, to `to` as it broadcasts to `target`.
 *
 * @param to values of the shape `target`
 */
export function broadcast(
  from: Float32Array,
  shape: readonly number[],
  to: Float32Array,
  target: readonly number[],
): void {
  const sides = [...Array(target.length - shape.length).fill(1), ...shape];
  /** Fills one index of the leading sides; returns the number of values read. */
  const fill = (side: number, source: number, at: number, size: number): void => {
    if (side === target.length) {
      to[at] = from[source]!;
      return;
    }
    const inner = size / target[side]!, stride = sizeOf(sides.slice(side + 1));
    if (sides[side] === 1) {
      fill(side + 1, source, at, inner);
      if (inner === 1) to.fill(to[at]!, at, at + size);
      else for (let i = 1; i < target[side]!; i++) to.copyWithin(at + i * inner, at, at + inner);
    } else if (stride === inner) {
      to.set(from.subarray(source, source + size), at);
    } else {
      for (let i = 0; i < target[side]!; i++) {
        fill(side + 1, source + i * stride, at + i * inner, inner);
      }
    }
  };
  if (to.length > 0) fill(0, 0, 0, to.length);
}
