/**
 * The ledger: one row per experiment, over all its seeds.
 *
 * @module
 */
import * as v from "valibot";
import { parseJson } from "../../files/parse_json.ts";
import type { Metrics } from "../../gan/history.ts";
import { type Spread, spread } from "../../trends/spread.ts";
import type { readRun } from "./run.ts";

/** One experiment after some epochs, over all its seeds. */
export interface LedgerRow {
  /** The experiment's name. */
  name: string;
  /** After how many epochs. */
  epochs: number;
  /** How many seeds. */
  seeds: number;
  /** The last epoch's mean D loss. */
  dLoss: Spread;
  /** The last epoch's mean G loss. */
  gLoss: Spread;
  /** The Fréchet distance in the classifier's features, 10,000 samples. */
  distance: Spread;
  /** The distance of a perfect generator. */
  floor: number;
}

/** The ledger's file, `data/study/ledger.json`. */
export interface Ledger {
  /** The backend that the runs were made on, in one thread. */
  backend: string;
  /** One row per experiment and epoch. */
  rows: LedgerRow[];
}

/**
 * Sums the runs of one experiment up.
 *
 * @param runs the same experiment from several seeds
 * @returns one row for each epoch after which quality was measured
 */
export function ledgerRows(runs: readonly Awaited<ReturnType<typeof readRun>>[]): LedgerRow[] {
  return Object.keys(runs[0]!.quality).map((epochs) => {
    const reports = runs.map(({ quality }) => quality[epochs]!);
    const loss = (name: keyof Metrics) =>
      spread(
        runs.map(({ history }) => history.epochMeans(name)[Number(epochs) - 1]!),
      );
    return {
      name: runs[0]!.recipe.name,
      epochs: Number(epochs),
      seeds: runs.length,
      dLoss: loss("dLoss"),
      gLoss: loss("gLoss"),
      distance: spread(reports.map(({ distance }) => distance)),
      floor: Number(reports[0]!.floor.toPrecision(4)),
    };
  });
}

const shipped = new URL("../../../data/study/ledger.json", import.meta.url);

const spreads = v.object({ median: v.number(), min: v.number(), max: v.number() });
const fileSchema: v.GenericSchema<unknown, Ledger> = v.object({
  backend: v.string(),
  rows: v.array(v.object({
    name: v.string(),
    epochs: v.number(),
    seeds: v.number(),
    dLoss: spreads,
    gLoss: spreads,
    distance: spreads,
    floor: v.number(),
  })),
});

/**
 * Reads the shipped ledger.
 *
 * @returns all rows
 * @throws {Error} when the file is missing
 */
export async function readLedger(): Promise<Ledger> {
  const text = await Deno.readTextFile(shipped);
  return parseJson(fileSchema, text, "the ledger", "data/study/ledger.json");
}
