/** Small sums over arrays. */

/** The mean. */
export const mean = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
};

/** The root mean square. */
export const rms = (values: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return Math.sqrt(sum / (values.length || 1));
};

/** The standard deviation. */
export const deviation = (values: ArrayLike<number>): number => {
  const middle = mean(values);
  return rms(Float64Array.from(values, (value) => value - middle));
};

/** What is left of each number when others are taken away. */
export const difference = (a: ArrayLike<number>, b: ArrayLike<number>): Float32Array => {
  const left = new Float32Array(a.length);
  for (let i = 0; i < left.length; i++) left[i] = a[i]! - b[i]!;
  return left;
};

/** The smallest and the largest finite value. */
export const extent = (values: ArrayLike<number>): [low: number, high: number] => {
  let low = Infinity, high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < low && value > -Infinity) low = value;
    if (value > high && value < Infinity) high = value;
  }
  return [low, high];
};

/** The share of values for which something holds. */
export const share = (values: ArrayLike<number>, holds: (value: number) => boolean): number => {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (holds(values[i]!)) count++;
  return count / (values.length || 1);
};

/** The value in the middle. */
export const median = (values: ArrayLike<number>): number =>
  Float64Array.from(values).sort()[values.length >> 1] ?? NaN;

/** The cosine of the angle between two vectors, given in parts; 0 where one of them is 0. */
export const cosine = (
  a: readonly ArrayLike<number>[],
  b: readonly ArrayLike<number>[],
): number => {
  let dot = 0, aa = 0, bb = 0;
  a.forEach((part, k) => {
    for (let i = 0; i < part.length; i++) {
      dot += part[i]! * b[k]![i]!;
      aa += part[i]! ** 2;
      bb += b[k]![i]! ** 2;
    }
  });
  return dot / (Math.sqrt(aa * bb) || 1);
};
