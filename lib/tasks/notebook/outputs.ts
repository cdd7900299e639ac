/**
 * Judging an executed notebook by its outputs, since the kernel's own report cannot be trusted: a cell
 * with a bad import shows nothing, and nothing is reported.
 *
 * @module
 */

import { verdictType } from "../../notebook/verdict.ts";
import { type Cell, codeCells, joinText, type Notebook, type Output } from "./file.ts";

/** A page of a course, with figures, stays below this many bytes. */
const maxBytes = 1_000_000;

/**
 * Lists what is wrong with an executed notebook in itself.
 *
 * @param notebook the notebook after a run
 * @returns one sentence per fault
 */
export function faults(notebook: Notebook): string[] {
  const found = codeCells(notebook).flatMap((cell, index) => {
    const { execution_count: count, outputs = [] } = cell;
    const shown = outputs.flatMap((output) => outputFaults(output));
    if (typeof count !== "number") shown.unshift("did not run");
    return shown.map((fault) => `cell [${index + 1}] ${fault}`);
  });
  const bytes = new TextEncoder().encode(JSON.stringify(notebook, null, 1)).length;
  if (bytes > maxBytes) {
    found.push(`the file has ${bytes} bytes: expected at most ${maxBytes}`);
  }
  return found;
}

function outputFaults(output: Output): string[] {
  const { output_type, name, text, ename, evalue, data } = output;
  const verdict = verdictLine(output);
  if (verdict !== undefined && !data?.[verdictType]) {
    return [`showed a verdict without its numbers, expected one by verdict(): "${verdict}"`];
  }
  if (output_type === "error") return [`ended with ${ename}: ${evalue}`];
  if (name === "stderr") return [`wrote to stderr: ${joinText(text ?? "").trim()}`];
  return [];
}

/**
 * Lists where an executed notebook falls short of the committed one.
 *
 * @param executed the notebook after a run
 * @param committed the notebook as committed, with its outputs
 * @returns one sentence per output, MIME type or verdict that is missing or differs
 */
export function differences(executed: Notebook, committed: Notebook): string[] {
  const now = codeCells(executed);
  return codeCells(committed).flatMap((cell, index) => {
    const name = `cell [${index + 1}]`;
    const run = now[index];
    if (!run) return [`${name} is missing`];
    if ((cell.outputs ?? []).length > 0 && (run.outputs ?? []).length === 0) {
      return [`${name} showed nothing: expected ${[...shownBy(cell)].join(", ")}`];
    }
    const missing = [...shownBy(cell)].filter((type) => !shownBy(run).has(type));
    return [
      ...missing.map((type) => `${name} showed no ${type}`),
      ...verdictDifferences(verdicts(run), verdicts(cell)).map((text) => `${name} ${text}`),
    ];
  });
}

/** The MIME types that a cell showed, and `stdout`. */
function shownBy({ outputs = [] }: Cell): Set<string> {
  return new Set(outputs.flatMap(({ data, name }) => data ? Object.keys(data) : name ?? []));
}

function verdictDifferences(now: string[], then: string[]): string[] {
  const length = Math.max(now.length, then.length);
  return Array.from({ length }, (_, i) => [now[i] ?? "none", then[i] ?? "none"] as const)
    .filter(([found, expected]) => found !== expected)
    .map(([found, expected]) => `gave another verdict: expected "${expected}", got "${found}"`);
}

/**
 * Reads the verdicts that a cell gave: the first lines of the displayed texts (`text/plain`) that begin with
 * `verdict:`. A verdict is committed, and every later run must give it word for word; the lines below it hold what
 * was measured, which varies.
 *
 * @param cell the cell with its outputs
 * @returns the verdicts in order, without colour codes
 */
export function verdicts({ outputs = [] }: Cell): string[] {
  return outputs.map(verdictLine).filter((line) => line !== undefined);
}

function verdictLine({ data }: Output): string | undefined {
  const text = joinText((data?.["text/plain"] ?? "") as string | string[]);
  // deno-lint-ignore no-control-regex
  const [line] = text.replace(/\x1b\[[\d;]*m/g, "").trim().split(/\s*\n/);
  return /^verdict:/i.test(line!) ? line : undefined;
}
