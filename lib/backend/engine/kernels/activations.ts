// Activations and their gradients. NaN goes through each of them as it does in tfjs.
import { bytes, load4, splat, store4 } from "./simd";

/** Constant number `i` of a table, four times. V8 would build a literal anew in every turn of a loop. */
// @ts-ignore: decorator
@inline
function constant(table: usize, i: usize): v128 {
  return v128.load32_splat(table + (i << 2));
}

export function relu(x: usize, o: usize, n: i32): void {
  const zero = splat(0);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, f32x4.max(load4(x + i), zero));
}

export function leakyRelu(x: usize, o: usize, n: i32, alpha: f32): void {
  const slope = splat(alpha), zero = splat(0);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) {
    const v = load4(x + i);
    store4(o + i, v128.bitselect(f32x4.mul(v, slope), v, f32x4.lt(v, zero)));
  }
}

/** dx = dy * step(x), where step(NaN) is NaN. */
export function reluGrad(dy: usize, x: usize, o: usize, n: i32): void {
  const one = splat(1), zero = splat(0);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) {
    const v = load4(x + i);
    const step = v128.or(v128.and(f32x4.gt(v, zero), one), v128.and(f32x4.ne(v, v), v));
    store4(o + i, f32x4.mul(load4(dy + i), step));
  }
}

export function leakyReluGrad(dy: usize, x: usize, o: usize, n: i32, alpha: f32): void {
  const slope = splat(alpha), zero = splat(0);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) {
    const d = load4(dy + i);
    store4(o + i, v128.bitselect(d, f32x4.mul(d, slope), f32x4.gt(load4(x + i), zero)));
  }
}

/** Limits, 1 / ln 2, ln 2 in two parts, the polynomial, and 1.5 * 2^23, which rounds what it is added to. */
const expTable = memory.data<f32>([
  89, -104, 1.44269504088896341, 0.693359375, -2.12194440e-4, 1.9875691500e-4, 1.3981999507e-3,
  8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1, 12582912,
]);

/**
 * e^x to about 1e-7: x = k ln 2 + r, a polynomial of degree 6 for e^r (Cephes), and 2^k in two factors,
 * so that the result may be subnormal or infinite.
 */
// @ts-ignore: decorator
@inline
function exp4(x: v128): v128 {
  const v = f32x4.pmax(f32x4.pmin(x, constant(expTable, 0)), constant(expTable, 1));
  const rounded = f32x4.add(f32x4.mul(v, constant(expTable, 2)), constant(expTable, 12));
  const k = f32x4.sub(rounded, constant(expTable, 12));
  let r = f32x4.sub(v, f32x4.mul(k, constant(expTable, 3)));
  r = f32x4.sub(r, f32x4.mul(k, constant(expTable, 4)));
  let p = f32x4.add(f32x4.mul(constant(expTable, 5), r), constant(expTable, 6));
  p = f32x4.add(f32x4.mul(p, r), constant(expTable, 7));
  p = f32x4.add(f32x4.mul(p, r), constant(expTable, 8));
  p = f32x4.add(f32x4.mul(p, r), constant(expTable, 9));
  p = f32x4.add(f32x4.mul(p, r), constant(expTable, 10));
  p = f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), constant(expTable, 11));
  // 2^k is added to the exponent bits in two halves, each of which stays in range.
  const whole = i32x4.sub(rounded, constant(expTable, 12)), half = i32x4.shr_s(whole, 1);
  const one = i32x4.splat(0x3f800000);
  const low = i32x4.add(i32x4.shl(half, 23), one);
  const high = i32x4.add(i32x4.shl(i32x4.sub(whole, half), 23), one);
  return f32x4.mul(f32x4.mul(p, low), high);
}

export function exp(x: usize, o: usize, n: i32): void {
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, exp4(load4(x + i)));
}

/**
 * Rounded as well as float32 can: near 1 as 1 - e/(1 + e), not as 1/(1 + e), whose sum has already lost half of what
 * 1 - y, and with it the gradient, is made of.
 */
export function sigmoid(x: usize, o: usize, n: i32): void {
  const one = splat(1), zero = splat(0);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) {
    const v = load4(x + i), e = exp4(f32x4.neg(f32x4.abs(v)));
    const small = f32x4.div(e, f32x4.add(one, e));
    store4(o + i, v128.bitselect(f32x4.sub(one, small), small, f32x4.ge(v, zero)));
  }
}

export function elu(x: usize, o: usize, n: i32): void {
  const one = splat(1), zero = splat(0);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) {
    const v = load4(x + i);
    store4(o + i, v128.bitselect(v, f32x4.sub(exp4(v), one), f32x4.ge(v, zero)));
  }
}

const tanhTable = memory.data<f32>([
  7.905311, -7.905311, -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11,
  5.12229709037114e-08, 1.48572235717979e-05, 6.37261928875436e-04, 4.89352455891786e-03,
  1.19825839466702e-06, 1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03,
]);

/** A rational approximation of degree 13 / 6 on [-7.9, 7.9] (Eigen's), within 3e-7 of tanh. */
// @ts-ignore: decorator
@inline
function tanh4(x: v128): v128 {
  const v = f32x4.pmax(f32x4.pmin(x, constant(tanhTable, 0)), constant(tanhTable, 1));
  const s = f32x4.mul(v, v);
  let p = f32x4.add(f32x4.mul(constant(tanhTable, 2), s), constant(tanhTable, 3));
  p = f32x4.add(f32x4.mul(p, s), constant(tanhTable, 4));
  p = f32x4.add(f32x4.mul(p, s), constant(tanhTable, 5));
  p = f32x4.add(f32x4.mul(p, s), constant(tanhTable, 6));
  p = f32x4.add(f32x4.mul(p, s), constant(tanhTable, 7));
  p = f32x4.add(f32x4.mul(p, s), constant(tanhTable, 8));
  let q = f32x4.add(f32x4.mul(constant(tanhTable, 9), s), constant(tanhTable, 10));
  q = f32x4.add(f32x4.mul(q, s), constant(tanhTable, 11));
  q = f32x4.add(f32x4.mul(q, s), constant(tanhTable, 12));
  return f32x4.div(f32x4.mul(v, p), q);
}

export function tanh(x: usize, o: usize, n: i32): void {
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) store4(o + i, tanh4(load4(x + i)));
}

/** dx = dy (1 - y^2), with y = tanh(x). */
export function tanhGrad(dy: usize, y: usize, o: usize, n: i32): void {
  const one = splat(1);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) {
    const v = load4(y + i);
    store4(o + i, f32x4.mul(load4(dy + i), f32x4.sub(one, f32x4.mul(v, v))));
  }
}

/** dx = dy y (1 - y), with y = sigmoid(x). */
export function sigmoidGrad(dy: usize, y: usize, o: usize, n: i32): void {
  const one = splat(1);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) {
    const v = load4(y + i);
    store4(o + i, f32x4.mul(load4(dy + i), f32x4.mul(v, f32x4.sub(one, v))));
  }
}

/** dx = dy for y >= 0, else dy (y + 1), with y = elu(x). */
export function eluGrad(dy: usize, y: usize, o: usize, n: i32): void {
  const one = splat(1), zero = splat(0);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) {
    const d = load4(dy + i), v = load4(y + i);
    store4(o + i, v128.bitselect(d, f32x4.mul(d, f32x4.add(v, one)), f32x4.ge(v, zero)));
  }
}
