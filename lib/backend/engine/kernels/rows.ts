// A matrix of rows x w floats with one row of w floats: biases, batch norm. Any w, so loads need not be aligned.
import { bytes, load4, store4 } from "./simd";

export function addRow(a: usize, row: usize, o: usize, rows: i32, w: i32): void {
  const wide = bytes(w & ~3), end = bytes(w);
  for (let r = 0; r < rows; r++, a += end, o += end) {
    let j: usize = 0;
    for (; j < wide; j += 16) store4(o + j, f32x4.add(load4(a + j), load4(row + j)));
    for (; j < end; j += 4) store<f32>(o + j, load<f32>(a + j) + load<f32>(row + j));
  }
}

export function subRow(a: usize, row: usize, o: usize, rows: i32, w: i32): void {
  const wide = bytes(w & ~3), end = bytes(w);
  for (let r = 0; r < rows; r++, a += end, o += end) {
    let j: usize = 0;
    for (; j < wide; j += 16) store4(o + j, f32x4.sub(load4(a + j), load4(row + j)));
    for (; j < end; j += 4) store<f32>(o + j, load<f32>(a + j) - load<f32>(row + j));
  }
}

/** o = row - a */
export function rowSub(a: usize, row: usize, o: usize, rows: i32, w: i32): void {
  const wide = bytes(w & ~3), end = bytes(w);
  for (let r = 0; r < rows; r++, a += end, o += end) {
    let j: usize = 0;
    for (; j < wide; j += 16) store4(o + j, f32x4.sub(load4(row + j), load4(a + j)));
    for (; j < end; j += 4) store<f32>(o + j, load<f32>(row + j) - load<f32>(a + j));
  }
}

export function mulRow(a: usize, row: usize, o: usize, rows: i32, w: i32): void {
  const wide = bytes(w & ~3), end = bytes(w);
  for (let r = 0; r < rows; r++, a += end, o += end) {
    let j: usize = 0;
    for (; j < wide; j += 16) store4(o + j, f32x4.mul(load4(a + j), load4(row + j)));
    for (; j < end; j += 4) store<f32>(o + j, load<f32>(a + j) * load<f32>(row + j));
  }
}

export function divRow(a: usize, row: usize, o: usize, rows: i32, w: i32): void {
  const wide = bytes(w & ~3), end = bytes(w);
  for (let r = 0; r < rows; r++, a += end, o += end) {
    let j: usize = 0;
    for (; j < wide; j += 16) store4(o + j, f32x4.div(load4(a + j), load4(row + j)));
    for (; j < end; j += 4) store<f32>(o + j, load<f32>(a + j) / load<f32>(row + j));
  }
}

/** o = (a - mean) * scale + offset, per column: batch normalisation with the division done beforehand. */
export function normalize(
  a: usize, mean: usize, scale: usize, offset: usize, o: usize, rows: i32, w: i32,
): void {
  const wide = bytes(w & ~3), end = bytes(w);
  for (let r = 0; r < rows; r++, a += end, o += end) {
    let j: usize = 0;
    for (; j < wide; j += 16) {
      const centred = f32x4.sub(load4(a + j), load4(mean + j));
      store4(o + j, f32x4.add(f32x4.mul(centred, load4(scale + j)), load4(offset + j)));
    }
    for (; j < end; j += 4) {
      store<f32>(o + j, (load<f32>(a + j) - load<f32>(mean + j)) * load<f32>(scale + j) + load<f32>(offset + j));
    }
  }
}

/** Writes `row` into each of the rows; rows of o begin `stride` floats apart. */
export function fillRows(row: usize, o: usize, rows: i32, w: i32, stride: i32): void {
  const wide = bytes(w & ~3), end = bytes(w), next = bytes(stride);
  for (let r = 0; r < rows; r++, o += next) {
    let j: usize = 0;
    for (; j < wide; j += 16) store4(o + j, load4(row + j));
    for (; j < end; j += 4) store<f32>(o + j, load<f32>(row + j));
  }
}
