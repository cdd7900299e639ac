const whole = (value: number) => Math.round(value).toLocaleString("en-US");

/** A span of time in words: `1 min 34 s`. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3600)} h ${Math.floor(s % 3600 / 60)} min`;
}

/** Where a run stands. */
export interface Progress {
  steps: number;
  stepsPerEpoch: number;
  epochs: number;
  /** Unknown until two steps were seen. */
  stepsPerSecond: number | undefined;
  /** Seconds since the first step, once the run has ended. */
  took?: number;
}

/** `epoch 3.2 of 8 · step 1,373 of 3,432 · 22 steps/s · 1 min 34 s left` */
export function progressLine(progress: Progress): string {
  const { steps, stepsPerEpoch, epochs, stepsPerSecond, took } = progress;
  const total = Math.round(epochs * stepsPerEpoch);
  const parts = [
    `epoch ${(steps / stepsPerEpoch).toFixed(1)} of ${epochs}`,
    `step ${whole(steps)} of ${whole(total)}`,
  ];
  if (stepsPerSecond) {
    parts.push(
      `${stepsPerSecond < 10 ? stepsPerSecond.toFixed(1) : whole(stepsPerSecond)} steps/s`,
    );
  }
  if (took !== undefined) {
    parts.push(steps < total ? `stopped after ${duration(took)}` : `done in ${duration(took)}`);
  } else if (stepsPerSecond) {
    parts.push(`${duration((total - steps) / stepsPerSecond)} left`);
  }
  return parts.join(" \u00b7 ");
}
