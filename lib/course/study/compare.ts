/**
 * Whether the study comes out the same elsewhere.
 *
 * @module
 */
import type { LedgerRow } from "./ledger.ts";

const compared = ["dLoss", "gLoss", "distance"] as const;

/**
 * Compares rows made on one machine with those of another. The single runs differ, for the processors round
 * differently; each median must lie where the other's seeds lie, give or take their range, or 1 % where that is more.
 *
 * @param made rows just made
 * @param committed the rows to compare with
 * @returns one sentence for each loss and distance that is somewhere else, none when all is well
 *
 * @example The ledger agrees with itself
 * ```ts
 * import { ledgerDifferences, readLedger } from "@gan-clinic/course";
 * import { assertEquals } from "@std/assert";
 *
 * const { rows } = await readLedger();
 * assertEquals(ledgerDifferences(rows, rows), []);
 * ```
 */
export function ledgerDifferences(
  made: readonly LedgerRow[],
  committed: readonly LedgerRow[],
): string[] {
  return made.flatMap((row) => {
    const at = `${row.name}, ${row.epochs} epochs`;
    const old = committed.find(({ name, epochs }) => name === row.name && epochs === row.epochs);
    if (!old) return [`${at}: not in the committed ledger`];
    return compared.flatMap((key) => {
      const { median } = row[key], { min, max } = old[key];
      const room = Math.max(max - min, 0.01 * max);
      return median >= min - room && median <= max + room
        ? []
        : [`${at}: ${key} ${median}, committed ${min} to ${max}`];
    });
  });
}
