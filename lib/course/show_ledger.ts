/**
 * The ledger as a notebook shows it: one row per repair so far.
 *
 * @module
 */

import * as figures from "../figures/mod.ts";
import { repairs } from "./stages.ts";
import type { Spread } from "../trends/spread.ts";
import { ledgerFigureRows, type LedgerRow, measuredAt, readLedger } from "./study/mod.ts";
import { show } from "../notebook/display.ts";
import { showTable } from "../notebook/table.ts";

const range = ({ median, min, max }: Spread, digits: number) =>
  `${median.toFixed(digits)} (${min.toFixed(digits)} to ${max.toFixed(digits)})`;

/**
 * Shows the ledger down to one recipe of the course: medians and ranges of the recorded seeds.
 *
 * @param upTo the last recipe's name
 * @throws {RangeError} when the course has no such recipe
 * @throws {Error} when the ledger's file is missing
 */
export async function showLedger(upTo: string): Promise<void> {
  const last = repairs.findIndex(({ name }) => name === upTo);
  if (last < 0) throw new RangeError(`Cannot show the ledger: the course has no recipe ${upTo}`);
  const { rows } = await readLedger();
  const floor = rows[0]!.floor.toFixed(1);
  const shown = repairs.slice(0, last + 1).flatMap(({ name, repair, notebook }) => {
    const at = (epochs: number) =>
      rows.find((row: LedgerRow) => row.name === name && row.epochs === epochs);
    const [half, whole] = measuredAt.map(at);
    if (!half || !whole) return [];
    return [{
      notebook: notebook.slice(0, 2),
      repair,
      "D loss": range(whole.dLoss, 2),
      "G loss": range(whole.gLoss, 2),
      "distance at 20": range(half.distance, 0),
      "distance at 40": range(whole.distance, 0),
      seeds: whole.seeds,
    }];
  });
  await showTable(shown, {
    caption:
      `After 40 epochs, the distance after 20 as well: median (range) of the recorded seeds. ` +
      `Distance: Fréchet distance (digit classifier), lower is better, real digits have ${floor}`,
  });
}

/**
 * Shows the whole course as one figure: losses, samples and distance of every recipe, from the recorded runs.
 *
 * @throws {Error} when a run or its row of the ledger is missing
 */
export async function showLedgerFigure(): Promise<void> {
  await show(figures.ledger(await ledgerFigureRows()));
}
