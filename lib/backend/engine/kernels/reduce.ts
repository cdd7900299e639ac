// Sums. Short runs are added in float32, the runs in float64: as exact as summing in float64, at SIMD speed.
import { bytes, load4, splat, store4 } from "./simd";

const RUN = 16;

// @ts-ignore: decorator
@inline
function low(v: v128): v128 {
  return f64x2.promote_low_f32x4(v);
}

// @ts-ignore: decorator
@inline
function high(v: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(v, v, 2, 3, 2, 3));
}

// @ts-ignore: decorator
@inline
function total(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** o[r] = scale * the sum of row r. */
export function sumRows(a: usize, o: usize, rows: i32, w: i32, scale: f64): void {
  for (let r = 0; r < rows; r++, o += 4) {
    let sums = f64x2.splat(0), j = 0;
    while (j + 4 <= w) {
      let run = splat(0);
      const stop = min(w - 3, j + 4 * RUN);
      for (; j < stop; j += 4, a += 16) run = f32x4.add(run, load4(a));
      sums = f64x2.add(sums, f64x2.add(low(run), high(run)));
    }
    let sum = total(sums);
    for (; j < w; j++, a += 4) sum += load<f32>(a);
    store<f32>(o, <f32>(sum * scale));
  }
}

/** o[j] = scale * the sum of column j of a matrix whose rows begin `stride` floats apart. */
export function sumColumns(a: usize, o: usize, rows: i32, w: i32, stride: i32, scale: f64): void {
  const next = bytes(stride), factor = f64x2.splat(scale);
  let j = 0;
  for (; j + 8 <= w; j += 8) {
    let p = a + bytes(j), s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
    for (let r = 0; r < rows;) {
      let x = splat(0), y = x;
      const stop = min(rows, r + RUN);
      for (; r < stop; r++, p += next) {
        x = f32x4.add(x, load4(p));
        y = f32x4.add(y, load4(p + 16));
      }
      s0 = f64x2.add(s0, low(x));
      s1 = f64x2.add(s1, high(x));
      s2 = f64x2.add(s2, low(y));
      s3 = f64x2.add(s3, high(y));
    }
    store4(o + bytes(j), narrow(f64x2.mul(s0, factor), f64x2.mul(s1, factor)));
    store4(o + bytes(j) + 16, narrow(f64x2.mul(s2, factor), f64x2.mul(s3, factor)));
  }
  for (; j < w; j++) {
    let sum: f64 = 0, p = a + bytes(j);
    for (let r = 0; r < rows; r++, p += next) sum += load<f32>(p);
    store<f32>(o + bytes(j), <f32>(sum * scale));
  }
}

/** o[j] = the sum over rows of a * (b - centre[j]) in column j: the gradient of a batch norm's scale. */
export function dotColumns(
  a: usize, b: usize, centre: usize, o: usize, rows: i32, w: i32, stride: i32,
): void {
  const next = bytes(stride);
  let j = 0;
  for (; j + 8 <= w; j += 8) {
    let p = a + bytes(j), q = b + bytes(j), s0 = f64x2.splat(0), s1 = s0, s2 = s0, s3 = s0;
    const c0 = load4(centre + bytes(j)), c1 = load4(centre + bytes(j) + 16);
    for (let r = 0; r < rows;) {
      let x = splat(0), y = x;
      const stop = min(rows, r + RUN);
      for (; r < stop; r++, p += next, q += next) {
        x = f32x4.add(x, f32x4.mul(load4(p), f32x4.sub(load4(q), c0)));
        y = f32x4.add(y, f32x4.mul(load4(p + 16), f32x4.sub(load4(q + 16), c1)));
      }
      s0 = f64x2.add(s0, low(x));
      s1 = f64x2.add(s1, high(x));
      s2 = f64x2.add(s2, low(y));
      s3 = f64x2.add(s3, high(y));
    }
    store4(o + bytes(j), narrow(s0, s1));
    store4(o + bytes(j) + 16, narrow(s2, s3));
  }
  for (; j < w; j++) {
    let sum: f64 = 0, p = a + bytes(j), q = b + bytes(j);
    const c = load<f32>(centre + bytes(j));
    for (let r = 0; r < rows; r++, p += next, q += next) sum += load<f32>(p) * (load<f32>(q) - c);
    store<f32>(o + bytes(j), <f32>sum);
  }
}

/** Four float64 sums as four floats. */
// @ts-ignore: decorator
@inline
function narrow(first: v128, second: v128): v128 {
  return i64x2.shuffle(f32x4.demote_f64x2_zero(first), f32x4.demote_f64x2_zero(second), 0, 2);
}
