// One or two arrays in, one array out, all of n floats. Blocks are padded to four floats, so no kernel needs a tail.
import { bytes, load4, splat, store4 } from "./simd";

export function add(a: usize, b: usize, o: usize, n: i32): void {
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, f32x4.add(load4(a + i), load4(b + i)));
}

export function sub(a: usize, b: usize, o: usize, n: i32): void {
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, f32x4.sub(load4(a + i), load4(b + i)));
}

export function mul(a: usize, b: usize, o: usize, n: i32): void {
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, f32x4.mul(load4(a + i), load4(b + i)));
}

export function div(a: usize, b: usize, o: usize, n: i32): void {
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, f32x4.div(load4(a + i), load4(b + i)));
}

/** o = a + s */
export function addScalar(a: usize, o: usize, n: i32, s: f32): void {
  const v = splat(s);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, f32x4.add(load4(a + i), v));
}

/** o = a - s */
export function subScalar(a: usize, o: usize, n: i32, s: f32): void {
  addScalar(a, o, n, -s);
}

/** o = s - a */
export function subFrom(a: usize, o: usize, n: i32, s: f32): void {
  const v = splat(s);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, f32x4.sub(v, load4(a + i)));
}

/** o = a * s */
export function mulScalar(a: usize, o: usize, n: i32, s: f32): void {
  const v = splat(s);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, f32x4.mul(load4(a + i), v));
}

/** o = a / s */
export function divScalar(a: usize, o: usize, n: i32, s: f32): void {
  const v = splat(s);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, f32x4.div(load4(a + i), v));
}

/** o = s / a */
export function divInto(a: usize, o: usize, n: i32, s: f32): void {
  const v = splat(s);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, f32x4.div(v, load4(a + i)));
}

export function abs(a: usize, o: usize, n: i32): void {
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, f32x4.abs(load4(a + i)));
}

export function sqrt(a: usize, o: usize, n: i32): void {
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, f32x4.sqrt(load4(a + i)));
}

export function rsqrt(a: usize, o: usize, n: i32): void {
  const one = splat(1);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, f32x4.div(one, f32x4.sqrt(load4(a + i))));
}
