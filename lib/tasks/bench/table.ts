/**
 * The benchmark's table.
 *
 * @module
 */
import { median } from "simple-statistics";
import { lossDifference, ratio, type Result } from "./rounds.ts";

const head = ["", "threads", "min ms", "median ms", "GFLOP/s", "x PyTorch", "x TensorFlow"];
const columns = [...head, "first losses"];

/**
 * Writes the results as a table of text.
 *
 * Ratios compare equal threads: the median over rounds of the ratio of each round's best steps. The
 * last column is the largest difference of the first losses from the first contender's.
 *
 * @param results what was measured
 * @param operations floating-point operations in one step
 * @returns lines of text; those that could not run are listed below, with the reason
 */
export function table(results: Result[], operations: number): string {
  const ran = results.filter(({ rounds }) => rounds.length > 0);
  const reference = ran.find(({ role }) => role !== "products");
  const against = (result: Result, name: string): string => {
    const peer = ran.find((other) => other.name === name && other.threads === result.threads);
    return peer && peer !== result ? number(ratio(result, peer), 2) : "";
  };
  const rows = ran.map((result) => {
    const min = Math.min(...result.rounds.map((round) => round.min));
    const difference = reference ? lossDifference(result, reference) : NaN;
    return [
      result.name,
      String(result.threads),
      number(min, 2),
      number(median(result.rounds.map((round) => round.median)), 2),
      number(operations / min / 1e6, 1),
      against(result, "PyTorch"),
      against(result, "TensorFlow"),
      result === reference
        ? "reference"
        : Number.isNaN(difference)
        ? ""
        : difference.toExponential(0),
    ];
  });
  const failures = results.filter(({ failure }) => failure !== undefined).map((result) =>
    `${result.name}, ${result.threads} thread${result.threads > 1 ? "s" : ""}: ${result.failure}`
  );
  return [...align([columns, ...rows]), ...failures].join("\n");
}

function number(value: number, digits: number): string {
  return Number.isNaN(value) ? "" : value.toFixed(digits);
}

/** The first column to the left, the others to the right. */
function align(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) =>
    row.map((cell, i) => i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)).join("  ")
      .trimEnd()
  );
}
