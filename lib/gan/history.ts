/**
 * What a training run recorded, and its file form.
 *
 * @module
 */

import { mean } from "simple-statistics";
import * as v from "valibot";
import { checkJson } from "../files/parse_json.ts";

/** What one training step measured. Losses in nats; opinions are probabilities in [0, 1]. */
export interface Metrics {
  /** The discriminator's loss: its part on real images plus its part on fakes. */
  dLoss: number;
  /** The generator's loss. */
  gLoss: number;
  /** D(real): the mean probability "real" that the discriminator gave to real images. */
  dReal: number;
  /** D(fake): the same on the generator's images, from whichever network judges them. */
  dFake: number;
}

/** The names of the recorded columns, in file order. */
export const metricNames = ["dLoss", "gLoss", "dReal", "dFake"] as const;

/** What a history says about the run it came from. */
export interface RunInfo {
  /** The recipe's name, for instance `asAsked`. */
  recipe: string;
  /** The seed that weights, latents and shuffles came from. */
  seed: number;
  /** Training steps in one epoch. */
  stepsPerEpoch: number;
}

/** The file form of a {@link History}: plain JSON. */
export interface HistoryFile extends RunInfo {
  /** Always `gan-clinic-history`. */
  format: "gan-clinic-history";
  /** Version of this form. */
  version: 1;
  /** Each entry of a column is the mean over this many steps. */
  stride: number;
  /** One number per entry. */
  columns: Record<keyof Metrics, number[]>;
  /** The last step's value in each complete epoch, as the question's code plotted it. */
  epochEnds: Record<keyof Metrics, number[]>;
}

// JSON writes NaN and infinity as null.
const isNumber = (value: unknown) => typeof value === "number"; // NaN, too
const entry = v.nullable(v.custom<number>(isNumber, "expected a number"));
const column = v.array(v.pipe(entry, v.transform((value) => value ?? NaN)));
const columns = v.pipe(
  v.object({ dLoss: column, gLoss: column, dReal: column, dFake: column }),
  v.check(
    (columns) => new Set(Object.values(columns).map(({ length }) => length)).size === 1,
    ({ input }) => {
      const lengths = Object.entries(input).map(([name, { length }]) => `${name} ${length}`);
      return `expected columns of the same length, got ${lengths.join(", ")}`;
    },
  ),
);

const fileSchema = v.object({
  format: v.literal("gan-clinic-history"),
  version: v.literal(1),
  recipe: v.string(),
  seed: v.number(),
  stepsPerEpoch: v.pipe(v.number(), v.minValue(1)),
  stride: v.pipe(v.number(), v.minValue(1)),
  columns,
  epochEnds: columns,
});

const emptyColumns = (): Record<keyof Metrics, number[]> => ({
  dLoss: [],
  gLoss: [],
  dReal: [],
  dFake: [],
});

/**
 * The record of one run: four numbers per step, or per `stride` steps when thinned for a file.
 *
 * @example A history of two epochs of two steps
 * ```ts
 * import { History } from "@gan-clinic/gan-clinic";
 * import { assertEquals } from "@std/assert";
 *
 * const history = new History({ recipe: "asAsked", seed: 1, stepsPerEpoch: 2 });
 * for (const dLoss of [1, 2, 3, 5]) history.push({ dLoss, gLoss: 0, dReal: 0.5, dFake: 0.5 });
 * assertEquals(history.epochMeans("dLoss"), [1.5, 4]);
 * assertEquals(history.epochEnds.dLoss, [2, 5]);
 * assertEquals(History.fromFile(history.toFile()).columns, history.columns);
 * ```
 */
export class History {
  /** Where the run came from. */
  readonly info: RunInfo;
  /** Each entry of a column is the mean over this many steps; 1 while training. */
  readonly stride: number;
  /** One array per metric, one entry per `stride` steps. */
  readonly columns: Record<keyof Metrics, number[]> = emptyColumns();
  /** The last step of each complete epoch. */
  readonly epochEnds: Record<keyof Metrics, number[]> = emptyColumns();

  /**
   * Starts an empty history.
   *
   * @param info where the run came from
   * @param stride how many steps an entry stands for
   */
  constructor(info: RunInfo, stride = 1) {
    this.info = { ...info };
    this.stride = stride;
  }

  /** How many steps were recorded. */
  get steps(): number {
    return this.columns.dLoss.length * this.stride;
  }

  /** How many epochs were recorded, with fractions. */
  get epochs(): number {
    return this.steps / this.info.stepsPerEpoch;
  }

  /**
   * Records one step.
   *
   * @param metrics what the step measured
   * @throws {TypeError} when the history is thinned: its entries are means, not steps
   */
  push(metrics: Metrics): void {
    if (this.stride !== 1) {
      throw new TypeError(`Cannot add a step to a history thinned to every ${this.stride} steps`);
    }
    for (const name of metricNames) this.columns[name].push(metrics[name]);
    if (this.columns.dLoss.length % this.info.stepsPerEpoch === 0) {
      for (const name of metricNames) this.epochEnds[name].push(metrics[name]);
    }
  }

  /**
   * The mean of a metric over each complete epoch.
   *
   * @param name which metric
   * @returns one number per complete epoch
   */
  epochMeans(name: keyof Metrics): number[] {
    return this.windowMeans(name, this.info.stepsPerEpoch / this.stride);
  }

  /**
   * The mean of a metric over consecutive windows; an incomplete last window is left out.
   *
   * @param name which metric
   * @param size entries per window; less than one is one
   * @returns one number per complete window
   */
  windowMeans(name: keyof Metrics, size: number): number[] {
    const column = this.columns[name];
    size = Math.max(1, size);
    const windows = Math.floor(column.length / size + 1e-9);
    return Array.from(
      { length: windows },
      (_, i) => mean(column.slice(Math.round(i * size), Math.round((i + 1) * size))),
    );
  }

  /**
   * A shorter history for a file or a figure: each entry is the mean of `stride` steps.
   *
   * @param stride steps per entry, at least the present stride
   * @returns a new history; epoch ends are kept as they are
   */
  thin(stride: number): History {
    const thinned = new History(this.info, stride);
    for (const name of metricNames) {
      thinned.columns[name].push(...this.windowMeans(name, stride / this.stride));
      thinned.epochEnds[name].push(...this.epochEnds[name]);
    }
    return thinned;
  }

  /**
   * The end of a run, to look at it closely.
   *
   * @param steps how many steps, rounded to whole entries
   * @returns a new history that begins at 0; without epoch ends
   */
  last(steps: number): History {
    const end = new History(this.info, this.stride), entries = Math.round(steps / this.stride);
    for (const name of metricNames) {
      end.columns[name].push(...this.columns[name].slice(-Math.max(1, entries)));
    }
    return end;
  }

  /** The file form, rounded to six significant digits. */
  toFile(): HistoryFile {
    const round = (columns: Record<keyof Metrics, number[]>) => {
      const rounded = emptyColumns();
      for (const name of metricNames) {
        rounded[name] = columns[name].map((v) => Number(v.toPrecision(6)));
      }
      return rounded;
    };
    return {
      format: "gan-clinic-history",
      version: 1,
      ...this.info,
      stride: this.stride,
      columns: round(this.columns),
      epochEnds: round(this.epochEnds),
    };
  }

  /**
   * Reads the file form.
   *
   * @param file parsed JSON
   * @param path where it came from, for the error's sentence
   * @returns the history
   * @throws {SyntaxError} when it is no history of this version, or a column is missing, of another length, or holds
   * anything but numbers
   */
  static fromFile(file: unknown, path = "history"): History {
    const found = checkJson(fileSchema, file, "a history", path);
    const { recipe, seed, stepsPerEpoch, stride, columns, epochEnds } = found;
    const history = new History({ recipe, seed, stepsPerEpoch }, stride);
    for (const name of metricNames) {
      history.columns[name].push(...columns[name]);
      history.epochEnds[name].push(...epochEnds[name]);
    }
    return history;
  }
}
