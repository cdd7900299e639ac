// Convolution as a matrix product: image patches to the rows of a matrix and back. Images are NHWC;
// a matrix row holds one output position's patch in the order (ky, kx, channel).
import { bytes, load4, splat, store4 } from "./simd";

// @ts-ignore: decorator
@inline
function clear(o: usize, n: usize): void {
  const end = o + n, zero = splat(0);
  for (; o + 16 <= end; o += 16) store4(o, zero);
  for (; o < end; o += 4) store<f32>(o, 0);
}

/** Patches of the images x to the rows of cols; what lies outside an image is zero. */
export function imagesToRows(
  x: usize, cols: usize, images: i32, height: i32, width: i32, channels: i32, kh: i32, kw: i32,
  oh: i32, ow: i32, sh: i32, sw: i32, top: i32, left: i32,
): void {
  const pixel = bytes(channels), patchRow = <usize>kw * pixel;
  for (let n = 0; n < images; n++) {
    for (let oy = 0; oy < oh; oy++) {
      for (let ox = 0; ox < ow; ox++) {
        const x0 = ox * sw - left, k0 = max(0, -x0), k1 = max(k0, min(kw, width - x0));
        const before = min(<usize>k0, <usize>kw) * pixel, inside = <usize>(k1 - k0) * pixel;
        for (let ky = 0; ky < kh; ky++, cols += patchRow) {
          const iy = oy * sh - top + ky;
          if (iy < 0 || iy >= height || k0 >= kw) {
            clear(cols, patchRow);
            continue;
          }
          if (before > 0) clear(cols, before);
          let to = cols + before, from = x + <usize>((n * height + iy) * width + x0 + k0) * pixel;
          const end = from + inside;
          for (; from + 16 <= end; from += 16, to += 16) store4(to, load4(from));
          for (; from < end; from += 4, to += 4) store<f32>(to, load<f32>(from));
          if (to < cols + patchRow) clear(to, cols + patchRow - to);
        }
      }
    }
  }
}

/** Adds the rows of cols back onto the images x: the transpose of {@link imagesToRows}. */
export function rowsToImages(
  cols: usize, x: usize, images: i32, height: i32, width: i32, channels: i32, kh: i32, kw: i32,
  oh: i32, ow: i32, sh: i32, sw: i32, top: i32, left: i32,
): void {
  const pixel = bytes(channels), patchRow = <usize>kw * pixel;
  clear(x, <usize>(images * height * width) * pixel);
  for (let n = 0; n < images; n++) {
    for (let oy = 0; oy < oh; oy++) {
      for (let ox = 0; ox < ow; ox++) {
        const x0 = ox * sw - left, k0 = max(0, -x0), k1 = max(k0, min(kw, width - x0));
        const inside = <usize>(k1 - k0) * pixel;
        for (let ky = 0; ky < kh; ky++, cols += patchRow) {
          const iy = oy * sh - top + ky;
          if (iy < 0 || iy >= height || k0 >= kw) continue;
          let from = cols + <usize>k0 * pixel, to = x + <usize>((n * height + iy) * width + x0 + k0) * pixel;
          const end = from + inside;
          for (; from + 16 <= end; from += 16, to += 16) store4(to, f32x4.add(load4(to), load4(from)));
          for (; from < end; from += 4, to += 4) store<f32>(to, load<f32>(to) + load<f32>(from));
        }
      }
    }
  }
}
