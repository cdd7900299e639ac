// Short names for the SIMD instructions that every kernel uses. Addresses are bytes, lengths are floats.

/** Loads four floats. */
// @ts-ignore: decorator
@inline
export function load4(at: usize): v128 {
  return v128.load(at);
}

/** Stores four floats. */
// @ts-ignore: decorator
@inline
export function store4(at: usize, v: v128): void {
  v128.store(at, v);
}

/** Four times the same float. */
// @ts-ignore: decorator
@inline
export function splat(x: f32): v128 {
  return f32x4.splat(x);
}

/** The number of bytes that `n` floats take. */
// @ts-ignore: decorator
@inline
export function bytes(n: i32): usize {
  return (<usize>n) << 2;
}
