// One step of Adam over a weight array and its two moments, in one pass and in place.
import { bytes, load4, splat, store4 } from "./simd";

/**
 * m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, w -= rate m / (sqrt(v / correction2) + epsilon),
 * where rate = learningRate / correction1. tfjs adds epsilon after the correction, as the paper does.
 */
export function adam(
  w: usize, m: usize, v: usize, g: usize, n: i32,
  beta1: f32, beta2: f32, rest1: f32, rest2: f32, epsilon: f32, rate: f32, correction2: f32,
): void {
  const b1 = splat(beta1), b2 = splat(beta2), r1 = splat(rest1), r2 = splat(rest2);
  const eps = splat(epsilon), step = splat(rate), scale = splat(1 / correction2);
  for (let i: usize = 0, end = bytes(n); i < end; i += 16) {
    const d = load4(g + i);
    const first = f32x4.add(f32x4.mul(load4(m + i), b1), f32x4.mul(d, r1));
    const second = f32x4.add(f32x4.mul(load4(v + i), b2), f32x4.mul(f32x4.mul(d, d), r2));
    store4(m + i, first);
    store4(v + i, second);
    const size = f32x4.add(f32x4.sqrt(f32x4.mul(second, scale)), eps);
    store4(w + i, f32x4.sub(load4(w + i), f32x4.div(f32x4.mul(first, step), size)));
  }
}
